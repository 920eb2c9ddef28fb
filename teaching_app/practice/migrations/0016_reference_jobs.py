"""Give each phrase that a voice is to say a row to be claimed by."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('teaching_app', '0015_rendition_heartbeat'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReferenceJob',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('error', models.CharField(blank=True, db_default='', default='', max_length=500)),
                ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('claimed_by', models.CharField(blank=True, db_default='', default='', max_length=120)),
                ('heartbeat_at', models.DateTimeField(blank=True, null=True)),
                ('last_sent_at', models.DateTimeField(blank=True, null=True)),
                ('queued_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('voice', models.CharField(max_length=80)),
                ('state', models.CharField(choices=[('queued', 'waiting'), ('running', 'being made'), ('done', 'done'), ('failed', 'failed')], default='queued', max_length=10)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='referencejob',
            name='phrase',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='reference_jobs', to='teaching_app.phrase'),
        ),
        migrations.AddIndex(
            model_name='referencejob',
            index=models.Index(fields=['state', 'queued_at'], name='referencejob_queue'),
        ),
        migrations.AddIndex(
            model_name='referencejob',
            index=models.Index(fields=['state', 'heartbeat_at'], name='referencejob_heartbeat'),
        ),
        migrations.AddConstraint(
            model_name='referencejob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'running'), _negated=True), models.Q(models.Q(('claimed_by', ''), _negated=True), ('heartbeat_at__isnull', False)), _connector='OR'), name='referencejob_running_is_claimed'),
        ),
        migrations.AddConstraint(
            model_name='referencejob',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'running', 'done', 'failed'])), name='referencejob_state_known'),
        ),
        migrations.AddConstraint(
            model_name='referencejob',
            constraint=models.UniqueConstraint(fields=('phrase', 'voice'), name='referencejob_once'),
        ),
    ]
