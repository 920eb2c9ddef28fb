"""What the listening games ask, and the sounds that they play."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import OnErasure, Ownership

from .job import Job, JobState


class ListeningQuestion(models.Model):
    """One question of a game, asked with any of its sounds.

    ``text`` is what is said, ``stress`` and ``accent`` how, as in ``Phrase``. ``options``
    are what a learner chooses from; ``answer`` is the index of the right one.
    """

    class Game(models.TextChoices):
        STRESS = "stress", _("Which syllable was strong?")
        FOCUS = "focus", _("Which word carried the sentence?")
        MELODY = "melody", _("Question or not?")
        FRIENDLY = "friendly", _("Which sounded friendly?")

    slug = models.SlugField(max_length=80, unique=True)
    game = models.CharField(max_length=10, choices=Game)
    text = models.CharField(max_length=200)
    stress = models.JSONField(default=dict, blank=True)
    accent = models.JSONField(default=list, blank=True)
    options = models.JSONField()
    answer = models.PositiveSmallIntegerField()
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("slug",)

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return self.slug

    @property
    def rises(self) -> bool | None:
        """Whether it ends in a rise; ``None`` where the melody is not asked about."""
        if self.game != self.Game.MELODY:
            return None
        return self.options[self.answer] == "question"


class ListeningSound(Job):
    """One speaker saying what a question is about; without a file, a job to make it.

    ``takes`` are recordings of a corpus that are joined, where no voice says it.
    ``outline`` has ``[time_s, pitch_st, level_db]`` of points along the sound, for those
    who play with their eyes; the pitch is null where there is none.
    """

    class State(models.TextChoices):
        QUEUED = JobState.QUEUED.value, _("waiting")
        RUNNING = JobState.RUNNING.value, _("being made")
        DONE = JobState.DONE.value, _("done")
        FAILED = JobState.FAILED.value, _("failed")

    TASK: ClassVar[str] = "make_listening_sound"
    # One message is under way for all rows; if it is lost, another one is sent.
    RESEND_AFTER: ClassVar[timedelta] = timedelta(minutes=5)
    MAX_RESENT_AT_ONCE: ClassVar[int] = 1

    question = models.ForeignKey(
        ListeningQuestion, on_delete=models.CASCADE, related_name="sounds"
    )
    speaker = models.CharField(max_length=80)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    takes = models.JSONField(default=list, blank=True)
    file = models.FileField(max_length=200, blank=True)
    outline = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)

    class Meta(Job.Meta):
        constraints = (
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed"]),
                name="listeningsound_state_known",
            ),
            models.UniqueConstraint(
                fields=("question", "speaker"), name="listeningsound_once"
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.question} by {self.speaker} ({self.state})"
