"""Takes of the demo class, which a worker synthesises with the model voice."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Job
from teaching_app.practice.models.job import JobState
from teaching_app.practice.ownership import OnErasure, Ownership

from .assignment import AssignmentItem
from .enrolment import Enrolment


class DemoTake(Job):
    """One phrase for a synthetic learner to say; ``habits`` says how.

    ``habits`` is what ``demo_plan.stored_habits`` made. Rows are worked on
    one by one, each waking a worker for the next, so that a real take waits for one at
    most.
    """

    class State(models.TextChoices):
        QUEUED = JobState.QUEUED.value, _("waiting")
        RUNNING = JobState.RUNNING.value, _("being made")
        DONE = JobState.DONE.value, _("done")
        FAILED = JobState.FAILED.value, _("failed")

    TASK: ClassVar[str] = "say_demo_take"
    # One message is under way for all rows; if it is lost, another one is sent.
    RESEND_AFTER: ClassVar[timedelta] = timedelta(minutes=15)
    MAX_RESENT_AT_ONCE: ClassVar[int] = 1

    item = models.ForeignKey(
        AssignmentItem, on_delete=models.CASCADE, related_name="demo_takes"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="demo_takes"
    )
    habits = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)

    class Meta(Job.Meta):
        constraints = (
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed"]),
                name="demotake_state_known",
            ),
            models.UniqueConstraint(fields=("item", "enrolment"), name="demotake_once"),
        )

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="enrolment", goes_with=("item",)
    )

    def __str__(self) -> str:
        return f"{self.enrolment} says {self.item_id} ({self.state})"
