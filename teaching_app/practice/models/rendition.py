"""What a worker makes of a take once it is analysed, when it is asked for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class Rendition(models.Model):
    """A take said again in the learner's own voice, changed.

    ``all`` and ``wrong`` have the natives' prosody throughout or where it was off: a
    private ``file`` and in ``details`` an ``engine.RenditionResult``. ``cues`` is one
    rendition for each cue, heard by the engine and not kept: ``details`` has the
    ``engine.CueAdvice``. ``impossible`` is a result: nothing can be changed.

    ``services.erasure`` deletes row and file with the take.
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

    PENDING = (State.QUEUED, State.RUNNING)
    WITH_SOUND = (Kind.ALL, Kind.WRONG)

    analysis = models.ForeignKey(
        "Analysis", on_delete=models.CASCADE, related_name="renditions"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    file = models.FileField(max_length=200, blank=True)
    details = models.JSONField(default=dict, blank=True)
    error = models.CharField(max_length=500, blank=True)

    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.CharField(max_length=120, blank=True)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("analysis", "kind"), name="rendition_made_once"
            ),
        )
        indexes = (models.Index(fields=("state", "queued_at"), name="rendition_queue"),)

    ownership = Ownership(OnErasure.DELETED, belongs_to="analysis", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.analysis} ({self.kind}, {self.state})"

    @property
    def is_pending(self) -> bool:
        """Whether a worker has this still to finish."""
        return self.state in self.PENDING
