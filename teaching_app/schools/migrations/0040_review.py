"""Judgements name their point, forms are known again, takes say how sure we are."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0020_reminders_and_what_came_back'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='comment',
            name='idempotency_key',
            field=models.UUIDField(default=uuid.uuid4, unique=True),
        ),
        migrations.AddField(
            model_name='judgement',
            name='idempotency_key',
            field=models.UUIDField(default=uuid.uuid4, unique=True),
        ),
        migrations.AddField(
            model_name='judgement',
            name='is_in_bulk',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='judgement',
            name='point',
            field=models.CharField(default=1, max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='submission',
            name='certainty',
            field=models.CharField(blank=True, choices=[('', 'no result yet'), ('no_result', 'not assessable'), ('unsure', 'the machine is unsure'), ('sure', 'the machine is sure')], default='', max_length=10),
        ),
        migrations.AddField(
            model_name='submission',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='judgement',
            index=models.Index(fields=['submission', 'point', 'id'], name='judged_last'),
        ),
    ]
