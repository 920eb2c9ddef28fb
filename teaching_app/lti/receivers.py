"""Receivers: work whose grade a platform wants to know, and platforms that go."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from lti_tool.models import LtiRegistration

from teaching_app.practice.models import Analysis
from teaching_app.practice.signals import take_finished
from teaching_app.schools.changes import work_changed
from teaching_app.schools.models import Assignment, Enrolment, Submission

from .models import Platform
from .services import grades


@receiver(post_delete, sender=Platform, dispatch_uid="lti.forget_registration")
def forget_registration(instance: Platform, **_: Any) -> None:
    """Delete what the protocol knows of a platform whose institution is deleted."""
    LtiRegistration.objects.filter(pk=instance.registration_id).delete()


@receiver(work_changed, dispatch_uid="lti.return_grade")
def return_grade(assignment: Assignment, enrolment: Enrolment, **_: Any) -> None:
    """Have platforms know what was handed in, looked at or marked."""
    grades.refresh(assignment=assignment, enrolment=enrolment)


@receiver(take_finished, dispatch_uid="lti.return_grade_of_take")
def return_grade_of_take(analysis: Analysis, **_: Any) -> None:
    """Have them know that a take was assessed, or could not be."""
    handed_in = Submission.objects.select_related("item__assignment", "enrolment")
    if submission := handed_in.filter(analysis=analysis).first():
        grades.refresh(
            assignment=submission.item.assignment, enrolment=submission.enrolment
        )
