"""Noting how sure the machine is of what was handed in."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver

from teaching_app.practice.models import Analysis
from teaching_app.practice.signals import take_finished
from teaching_app.schools.judging import certainty
from teaching_app.schools.models import Submission

AT_ONCE = 200


@receiver(take_finished, sender=Analysis)
def note(*, analysis: Analysis, **_: Any) -> None:
    """Note it as soon as the worker is done."""
    Submission.objects.filter(analysis=analysis).update(
        certainty=certainty.of_take(analysis)
    )


def catch_up(submissions: QuerySet[Submission]) -> None:
    """Note it of takes that were handed in with their result, some at a time."""
    found = list(submissions[:AT_ONCE])
    for submission in found:
        if submission.analysis:
            submission.certainty = certainty.of_take(submission.analysis)
    if found:
        Submission.objects.bulk_update(found, ["certainty"])
