"""One analysis of a take: the row is the truth, the queue only knocks."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .phrase import Phrase


class Analysis(models.Model):
    """What the engine has found of one recording, and who is working on it.

    ``queued`` > ``running`` > ``done``, ``failed`` (our fault; can be retried) or
    ``rejected`` (no recording). "Not assessable" is ``done``. ``claimed_by`` is the
    token of the worker that may write: see ``services.analyses``. ``with_expression``
    is whether the learner had asked for expression analysis when the take was sent.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being analysed")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        REJECTED = "rejected", _("not a recording")

    PENDING = (State.QUEUED, State.RUNNING)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recording = models.ForeignKey(
        "Recording", on_delete=models.CASCADE, related_name="analyses"
    )
    text = models.CharField(max_length=200)
    style = models.CharField(max_length=20, blank=True)
    with_expression = models.BooleanField(default=False, db_default=False)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=20, blank=True)
    stages_done = models.PositiveSmallIntegerField(default=0)
    report = models.JSONField(null=True, blank=True)
    refusal = models.CharField(max_length=30, blank=True)
    error = models.CharField(max_length=500, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)
    profile_version = models.CharField(max_length=40, blank=True)

    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=120, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "analyses"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["queued", "running", "done", "failed", "rejected"]
                ),
                name="analysis_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="running")
                | (~models.Q(claimed_by="") & models.Q(heartbeat_at__isnull=False)),
                name="analysis_running_is_claimed",
            ),
        )
        indexes = (
            models.Index(fields=("state", "queued_at"), name="analysis_queue"),
            models.Index(fields=("state", "heartbeat_at"), name="analysis_heartbeat"),
        )

    def __str__(self) -> str:
        return f"{self.text} ({self.state})"

    @property
    def phrase(self) -> Phrase:
        """The phrase that was practised."""
        return self.recording.phrase

    @property
    def is_pending(self) -> bool:
        """Whether a worker has this still to finish."""
        return self.state in self.PENDING
