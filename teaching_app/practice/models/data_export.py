"""An export of everything that belongs to a learner."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import OnErasure, Ownership

from .job import Job


class DataExport(Job):
    """One ZIP, made by a worker.

    ``changed_at`` serves only the previous release, and is dropped in the next.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being packed")
        DONE = "done", _("ready")
        FAILED = "failed", _("failed")

    TASK: ClassVar[str] = "pack_export"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(
        "Learner", on_delete=models.CASCADE, related_name="exports"
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    file = models.FileField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    language = models.CharField(max_length=10, blank=True, db_default="")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta(Job.Meta):
        ordering = ("-created_at", "-pk")
        # Without Job's own while workers of a release that claims without a token run.
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed"]),
                name="data_export_state_known",
            ),
            models.UniqueConstraint(
                fields=("learner",),
                condition=models.Q(state__in=["queued", "running"]),
                name="data_export_one_at_a_time",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="learner")

    def __str__(self) -> str:
        return f"{self.learner}, {self.created_at:%Y-%m-%d %H:%M} ({self.state})"
