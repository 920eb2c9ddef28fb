"""Renditions, which a worker makes of an analysed take on request."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .job import Job


class Rendition(Job):
    """A take with changed prosody, in the learner's own voice.

    ``all`` and ``wrong`` have the natives' prosody throughout or only where it was off:
    a private ``file``, with an ``engine.RenditionResult`` in ``details``. ``cues`` is
    one rendition per cue, which the engine rates and discards: ``details`` has the
    ``engine.CueAdvice``. ``impossible`` is a result: nothing can be changed.

    ``services.erasure`` deletes row and file together with the take.
    """

    class Kind(models.TextChoices):
        ALL = "all", _("the whole phrase")
        WRONG = "wrong", _("only what was off")
        CUES = "cues", _("one cue at a time")

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("being made")
        DONE = "done", _("done")
        IMPOSSIBLE = "impossible", _("cannot be made")
        FAILED = "failed", _("failed")

    TASK: ClassVar[str] = "render"
    QUEUES: ClassVar[tuple[models.Q, ...]] = (
        ~models.Q(kind=Kind.CUES),
        models.Q(kind=Kind.CUES),
    )
    WITH_SOUND = (Kind.ALL, Kind.WRONG)

    analysis = models.ForeignKey(
        "Analysis", on_delete=models.CASCADE, related_name="renditions"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    file = models.FileField(max_length=200, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta(Job.Meta):
        # Without Job's own while workers of a release without a heartbeat run.
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["queued", "running", "done", "impossible", "failed"]
                ),
                name="rendition_state_known",
            ),
            models.UniqueConstraint(
                fields=("analysis", "kind"), name="rendition_made_once"
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="analysis", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.analysis} ({self.kind}, {self.state})"

    @property
    def queue(self) -> str:
        """A trial of cues begins by itself: nobody waits for it."""
        return settings.BACKGROUND_QUEUE if self.kind == self.Kind.CUES else ""
