"""A learner's grade on its way to a platform."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from lti_tool.models import LtiUser

from teaching_app.practice.models import Job
from teaching_app.practice.models.job import JobState
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .course import LinkedAssignment


class Grade(Job):
    """What a platform is to know of one learner's work on one linked assignment.

    The worker computes it when it is sent; ``sent`` is what the platform took last.
    ``n_rounds`` counts the rounds of attempts that failed: later ones wait longer.
    """

    class State(models.TextChoices):
        QUEUED = JobState.QUEUED.value, _("waiting")
        RUNNING = JobState.RUNNING.value, _("being sent")
        DONE = JobState.DONE.value, _("sent")
        FAILED = JobState.FAILED.value, _("not sent")

    TASK: ClassVar[str] = "return_grade"

    linked_assignment = models.ForeignKey(
        LinkedAssignment, on_delete=models.CASCADE, related_name="grades"
    )
    lti_user = models.ForeignKey(
        LtiUser, on_delete=models.CASCADE, related_name="grades"
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    sent = models.JSONField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    n_rounds = models.PositiveSmallIntegerField(default=0)

    class Meta(Job.Meta):
        constraints = (
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "done", "failed"]),
                name="grade_state_known",
            ),
            models.UniqueConstraint(
                fields=("linked_assignment", "lti_user"), name="grade_once"
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="lti_user", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.lti_user}, {self.linked_assignment} ({self.state})"
