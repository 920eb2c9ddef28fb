"""One analysis of a take."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .job import Job

if TYPE_CHECKING:
    from .phrase import Phrase


class Analysis(Job):
    """The engine's results for one recording, and the worker's claim on it.

    ``queued`` > ``running`` > ``done``, ``failed`` (internal error; can be retried) or
    ``rejected`` (not a recording). "Not assessable" is ``done``. ``with_expression`` is
    whether the learner had chosen expression analysis when the take was sent; nobody
    waits for one that ``is_background``. One that ``judges_again`` compares the take with
    natives who came later: it is shown beside the first one, and is no take by itself.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being analysed")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        REJECTED = "rejected", _("not a recording")

    TASK: ClassVar[str] = "analyse"
    QUEUES: ClassVar[tuple[models.Q, ...]] = (
        models.Q(is_background=False),
        models.Q(is_background=True),
    )
    WHEN_GIVEN_UP: ClassVar[Mapping[str, Any]] = {"stage": ""}

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recording = models.ForeignKey(
        "Recording", on_delete=models.CASCADE, related_name="analyses"
    )
    text = models.CharField(max_length=200)
    style = models.CharField(max_length=20, blank=True)
    with_expression = models.BooleanField(default=False, db_default=False)

    is_background = models.BooleanField(default=False, db_default=False)
    judges_again = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="judged_again",
    )

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=20, blank=True)
    stages_done = models.PositiveSmallIntegerField(default=0)
    report = models.JSONField(null=True, blank=True)
    refusal = models.CharField(max_length=30, blank=True)
    engine_version = models.CharField(max_length=40, blank=True)
    profile_version = models.CharField(max_length=40, blank=True)

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Job.Meta):
        verbose_name_plural = "analyses"
        constraints = (
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["queued", "running", "done", "failed", "rejected"]
                ),
                name="analysis_state_known",
            ),
        )

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="recording", in_copy=InCopy.ROWS
    )

    def __str__(self) -> str:
        return f"{self.text} ({self.state})"

    @property
    def queue(self) -> str:
        """In the background it never waits in front of a learner's take."""
        return settings.BACKGROUND_QUEUE if self.is_background else ""

    @property
    def phrase(self) -> Phrase:
        """The phrase that was practised."""
        return self.recording.phrase
