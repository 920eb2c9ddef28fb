"""Store how certain the engine is of submitted takes."""

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
    """Store it as soon as the analysis is done."""
    Submission.objects.filter(analysis=analysis).update(
        certainty=certainty.of_take(analysis)
    )


def catch_up(submissions: QuerySet[Submission]) -> None:
    """Store it for takes that were analysed before being handed in, in batches."""
    found = list(submissions[:AT_ONCE])
    for submission in found:
        if submission.analysis:
            submission.certainty = certainty.of_take(submission.analysis)
    if found:
        Submission.objects.bulk_update(found, ["certainty"])
