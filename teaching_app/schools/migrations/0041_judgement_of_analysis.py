"""A judgement names the result it is about, and goes with it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0040_review'),
        ('teaching_app', '0017_phrases_on_nobodys_list'),
    ]

    operations = [
        migrations.AddField(
            model_name='judgement',
            name='analysis',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='teaching_app.analysis'),
        ),
    ]
