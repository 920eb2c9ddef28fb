from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def write_names(apps: Any, schema_editor: Any) -> None:
    """Give each event the name that its institution has now."""
    institutions = apps.get_model("schools", "Institution")
    names = institutions.objects.filter(pk=models.OuterRef("institution"))
    events = apps.get_model("schools", "AuditEvent").objects
    events.update(institution_name=models.Subquery(names.values("name")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0062_recorded_in_time'),
    ]

    operations = [
        migrations.AddField(
            model_name='auditevent',
            name='institution_name',
            field=models.CharField(db_default='', max_length=120),
        ),
        migrations.AlterField(
            model_name='auditevent',
            name='institution',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='audit_events', to='schools.institution'),
        ),
        migrations.RunPython(write_names, migrations.RunPython.noop),
    ]
