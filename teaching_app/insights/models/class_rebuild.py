"""A class whose facts have to be made again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Job
from teaching_app.practice.models.job import JobState
from teaching_app.practice.ownership import OnErasure, Ownership
from teaching_app.schools.models import SchoolClass


class ClassRebuild(Job):
    """Facts of a class's takes to rebuild, since it assesses them otherwise by now.

    It is worked on in parts, each waking a worker for the next, so that a real take
    waits for one of them at most; ``done_to`` is the key of the last take so far. The
    row goes when the facts are made.
    """

    class State(models.TextChoices):
        QUEUED = JobState.QUEUED.value, _("waiting")
        RUNNING = JobState.RUNNING.value, _("being made")
        DONE = JobState.DONE.value, _("done")
        FAILED = JobState.FAILED.value, _("failed")

    TASK: ClassVar[str] = "rebuild_class_facts"

    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.CASCADE, related_name="fact_rebuilds"
    )
    done_to = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)

    class Meta(Job.Meta):
        constraints = (
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed"]),
                name="classrebuild_state_known",
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.school_class_id} up to {self.done_to} ({self.state})"
