"""Receivers of practice's signals: what has ended goes to the outbox with it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from teaching_app.practice.models import Analysis
from teaching_app.practice.signals import job_ended, take_finished
from teaching_app.schools.changes import work_changed
from teaching_app.schools.models import Assignment, Enrolment, Submission

from .models import EphemeralTake
from .services import outbox, records


@receiver(job_ended, sender=Analysis, dispatch_uid="api.take_ended")
def tell_of_takes(pks: list[int], **_: Any) -> None:
    """Tell the webhooks of learners."""
    outbox.tell_of_takes(pks)


@receiver(job_ended, sender=EphemeralTake, dispatch_uid="api.ephemeral_take_ended")
def tell_of_ephemeral_takes(pks: list[int], **_: Any) -> None:
    """Tell the webhooks of programs that have takes judged."""
    outbox.tell_of_ephemeral_takes(pks)


@receiver(work_changed, dispatch_uid="api.record_work")
def record_work(assignment: Assignment, enrolment: Enrolment, **_: Any) -> None:
    """Have the institution's record store know what was handed in or marked."""
    records.tell_of(assignment=assignment, enrolment=enrolment)


@receiver(take_finished, dispatch_uid="api.record_take")
def record_take(analysis: Analysis, **_: Any) -> None:
    """Have it know that a take could be assessed."""
    handed_in = Submission.objects.select_related(
        "item__assignment__school_class", "enrolment__school_class"
    )
    if submission := handed_in.filter(analysis=analysis).first():
        records.tell_of(
            assignment=submission.item.assignment, enrolment=submission.enrolment
        )
