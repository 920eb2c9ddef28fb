"""A phrase that a worker makes ready to be listened to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import OnErasure, Ownership

from .job import Job, JobState


class ReferenceJob(Job):
    """One phrase that ``voice`` is to say, and whose recordings are to be timed.

    The voice speaks only where no native has recorded the phrase. There is one row for
    phrase and voice, so two workers never make the same; it is queued again where a
    recording is added or lost.
    """

    class State(models.TextChoices):
        QUEUED = JobState.QUEUED.value, _("waiting")
        RUNNING = JobState.RUNNING.value, _("being made")
        DONE = JobState.DONE.value, _("done")
        FAILED = JobState.FAILED.value, _("failed")

    TASK: ClassVar[str] = "prepare_references"
    # One message for all of them, which the scheduler publishes: see ``reference_work``.
    MAX_RESENT_AT_ONCE: ClassVar[int] = 0

    # The release before this one deletes phrases without knowing of this table.
    phrase = models.ForeignKey(
        "Phrase",
        on_delete=models.CASCADE,
        related_name="reference_jobs",
        db_constraint=False,
    )
    voice = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)

    class Meta(Job.Meta):
        constraints = (
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed"]),
                name="referencejob_state_known",
            ),
            models.UniqueConstraint(
                fields=("phrase", "voice"), name="referencejob_once"
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="phrase")

    def __str__(self) -> str:
        return f"phrase {self.phrase_id} by {self.voice} ({self.state})"

    @property
    def message(self) -> int:
        """The phrase: a worker does whatever is to be made of it."""
        return self.phrase_id
