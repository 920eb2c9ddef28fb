"""A number or an abbreviation is one word now, whatever it is spoken as.

Marks behind one would point at another word: they are taken back, and the dictionary's
stress is expected again.
"""

import re

from django.db import migrations

SPOKEN_OUT = re.compile(r'[\d&+=@#°×[\]*]|\betc\b|\b[a-z]\.[a-z]|\bw/', re.IGNORECASE)


def take_back_marks(apps, schema_editor):
    phrases = apps.get_model('teaching_app', 'Phrase').objects
    for phrase in phrases.exclude(stress={}, accent=[]):
        if SPOKEN_OUT.search(phrase.text):
            phrases.filter(pk=phrase.pk).update(stress={}, accent=[])


class Migration(migrations.Migration):

    dependencies = [
        ('teaching_app', '0020_background_analyses'),
    ]

    operations = [
        migrations.RunPython(take_back_marks, migrations.RunPython.noop),
    ]
