"""Jobs that prepare the references of a phrase."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import OnErasure, Ownership

from .job import Job, JobState


class ReferenceJob(Job):
    """One phrase that ``voice`` should say, and whose recordings should be timed.

    An empty ``voice`` says nothing: there are only recordings to time. There is one row per
    phrase and voice, so two workers never do the same work; it is queued again when a
    recording is added or lost.
    """

    class State(models.TextChoices):
        QUEUED = JobState.QUEUED.value, _("waiting")
        RUNNING = JobState.RUNNING.value, _("being made")
        DONE = JobState.DONE.value, _("done")
        FAILED = JobState.FAILED.value, _("failed")

    TASK: ClassVar[str] = "prepare_references"
    # The scheduler publishes one message for all of them: see ``reference_work``.
    MAX_RESENT_AT_ONCE: ClassVar[int] = 0

    # The previous release deletes phrases without knowing about this table.
    phrase = models.ForeignKey(
        "Phrase",
        on_delete=models.CASCADE,
        related_name="reference_jobs",
        db_constraint=False,
    )
    voice = models.CharField(max_length=80, blank=True)
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
        """The phrase: a worker does whatever it needs."""
        return self.phrase_id
