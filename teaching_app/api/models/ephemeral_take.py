"""Takes that are judged for a program, and not kept."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Job, Phrase
from teaching_app.practice.ownership import OnErasure, Ownership


class EphemeralTake(Job):
    """A recording and its report, both gone once the report was fetched, or minutes later.

    It is nobody's practice: no history, copy or report has it. ``phrase`` is set where
    it says a phrase of ours, with whose natives it is compared.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being analysed")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        REJECTED = "rejected", _("not a recording")

    TASK: ClassVar[str] = "judge_ephemeral_take"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    idempotency_key = models.UUIDField()
    phrase = models.ForeignKey(
        Phrase, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    text = models.CharField(max_length=200)
    stress = models.JSONField(default=dict, blank=True)
    file = models.FileField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    report = models.JSONField(null=True, blank=True)
    refusal = models.CharField(max_length=30, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Job.Meta):
        constraints = (
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=("user", "idempotency_key"), name="ephemeral_take_sent_once"
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="user", goes_with=("phrase",))

    def __str__(self) -> str:
        return f"{self.text} ({self.state})"
