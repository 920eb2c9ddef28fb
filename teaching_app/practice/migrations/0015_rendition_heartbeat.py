"""Let workers say that they still make a rendition."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('teaching_app', '0014_times_of_earlier_exports'),
    ]

    operations = [
        migrations.AddField(
            model_name='rendition',
            name='heartbeat_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='rendition',
            index=models.Index(fields=['state', 'heartbeat_at'], name='rendition_heartbeat'),
        ),
        migrations.AddConstraint(
            model_name='rendition',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'done', 'impossible', 'failed'])), name='rendition_state_known'),
        ),
    ]
