"""Copies asked for before they were jobs were queued when they were asked for."""

from django.db import migrations
from django.db.models import F


def fill_in_times(apps, schema_editor):
    exports = apps.get_model('teaching_app', 'DataExport').objects
    exports.update(queued_at=F('created_at'))
    exports.filter(state__in=['done', 'failed'], finished_at=None).update(
        finished_at=F('changed_at')
    )


class Migration(migrations.Migration):

    dependencies = [
        ('teaching_app', '0013_exports_are_jobs'),
    ]

    operations = [
        migrations.RunPython(fill_in_times, migrations.RunPython.noop),
    ]
