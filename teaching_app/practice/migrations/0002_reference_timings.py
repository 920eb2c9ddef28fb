"""When each syllable of a reference is said."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("teaching_app", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="referenceaudio",
            name="timings",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
