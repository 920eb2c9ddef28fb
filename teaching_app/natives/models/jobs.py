"""Work on what natives recorded: measuring, and making profiles anew."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Phrase
from teaching_app.practice.models.job import Job, JobState
from teaching_app.practice.ownership import OnErasure, Ownership

from .native_recording import NativeRecording


class WorkState(models.TextChoices):
    """The states of either kind."""

    QUEUED = JobState.QUEUED.value, _("waiting")
    RUNNING = JobState.RUNNING.value, _("being made")
    DONE = JobState.DONE.value, _("done")
    FAILED = JobState.FAILED.value, _("failed")


class MeasuringJob(Job):
    """A recording that is to be checked and measured; queued again to measure it anew."""

    TASK: ClassVar[str] = "measure_native"

    recording = models.OneToOneField(
        NativeRecording, on_delete=models.CASCADE, related_name="measuring"
    )
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.QUEUED)

    class Meta(Job.Meta):
        constraints = (
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed"]),
                name="measuringjob_state_known",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="recording")

    def __str__(self) -> str:
        return f"measures of {self.recording_id} ({self.state})"


class ProfileJob(Job):
    """A phrase whose profiles are to be made of its approved recordings, in all styles.

    There is one row for a phrase; it is queued again whenever its recordings change.
    """

    TASK: ClassVar[str] = "rebuild_native_profiles"

    phrase = models.OneToOneField(
        Phrase, on_delete=models.CASCADE, related_name="native_profile_job"
    )
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.QUEUED)

    class Meta(Job.Meta):
        constraints = (
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed"]),
                name="profilejob_state_known",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="phrase")

    def __str__(self) -> str:
        return f"profiles of phrase {self.phrase_id} ({self.state})"
