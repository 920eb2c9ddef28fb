"""A row that asks for work: what analyses, renditions, exports and references share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class JobState(models.TextChoices):
    """The states of every kind of job; a kind may add further end states."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """``queued`` > ``running`` > ``done`` or ``failed``: the row is the truth.

    ``claimed_by`` is the token of the worker that may write, ``heartbeat_at`` its last
    sign of life, ``last_sent_at`` when a message was last published. ``jobs`` is the
    only module that writes these columns. They have defaults in the database, so that
    a release that does not know them can insert rows.
    """

    TASK: ClassVar[str]
    """The Celery task that does the work; its queue is ``CELERY_TASK_ROUTES``'s."""
    MAX_ATTEMPTS: ClassVar[int] = 3
    STALE_AFTER: ClassVar[timedelta] = timedelta(seconds=20)
    """A longer silence means that the worker died: see ``heartbeat.EVERY_S``."""
    RESEND_AFTER: ClassVar[timedelta] = timedelta(seconds=30)
    MAX_RESENT_AT_ONCE: ClassVar[int] = 500
    QUEUES: ClassVar[tuple[models.Q, ...]] = (models.Q(),)
    """Which rows wait together: one condition for each queue that ``queue`` names."""
    WHEN_GIVEN_UP: ClassVar[Mapping[str, Any]] = {}
    """What else is written where the last attempt has failed."""

    PENDING = (JobState.QUEUED, JobState.RUNNING)

    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    error = models.CharField(max_length=500, blank=True, default="", db_default="")
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    claimed_by = models.CharField(max_length=120, blank=True, default="", db_default="")
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(default=timezone.now, db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=~models.Q(state="running")
                | (~models.Q(claimed_by="") & models.Q(heartbeat_at__isnull=False)),
                name="%(class)s_running_is_claimed",
            ),
        )
        indexes = (
            models.Index(fields=("state", "queued_at"), name="%(class)s_queue"),
            models.Index(fields=("state", "heartbeat_at"), name="%(class)s_heartbeat"),
        )

    @classmethod
    def state_names(cls) -> list[str]:
        """Every state of this kind: naming them lets indexes on state be used."""
        choices = cls._meta.get_field("state").choices or ()
        return [str(value) for value, _ in choices]

    @property
    def is_pending(self) -> bool:
        """Whether a worker has yet to finish this."""
        return self.state in self.PENDING

    @property
    def queue(self) -> str:
        """The Celery queue of this row's messages; empty where the routes decide."""
        return ""

    @property
    def message(self) -> int:
        """The argument of the wake-up message for this row."""
        return int(self.pk)
