
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0001_institutions_classes_assignments'),
    ]

    operations = [
        migrations.AddField(
            model_name='firstpassword',
            name='changed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='firstpassword',
            name='institution',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.institution'),
        ),
        migrations.AddField(
            model_name='rosterimport',
            name='counts',
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
