"""Log who saw and who played a take that was handed in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.dispatch import receiver
from django.utils import timezone

from teaching_app.practice.access import Purpose
from teaching_app.practice.models import Analysis
from teaching_app.practice.signals import take_opened, take_played
from teaching_app.schools.access import submissions_to
from teaching_app.schools.models import AuditEvent, Submission

from .judgements import note

Action = AuditEvent.Action
# A browser requests a sound several times while playing it.
ONE_HEARING = timedelta(minutes=10)


@receiver(take_opened, sender=Analysis)
def note_seen(*, analysis: Analysis, actor: User, **_: Any) -> None:
    """Log that one of the class's staff opened a take."""
    if submission := _handed_in(analysis, actor, Purpose.SEE):
        note(submission, actor, "take", Action.SAW)


@receiver(take_played, sender=Analysis)
def note_heard(*, analysis: Analysis, actor: User, **_: Any) -> None:
    """Log that one of the class's staff played a take, once per playback."""
    submission = _handed_in(analysis, actor, Purpose.HEAR)
    if submission is None:
        return
    lately = AuditEvent.objects.filter(
        institution=submission.item.assignment.school_class.institution_id,
        actor=actor.pk,
        action=Action.HEARD,
        learner=submission.enrolment.learner,
        details__take=str(submission.public_id),
        at__gt=timezone.now() - ONE_HEARING,
    )
    if not lately.exists():
        note(submission, actor, "take", Action.HEARD)


def _handed_in(analysis: Analysis, actor: User, purpose: Purpose) -> Submission | None:
    reached = submissions_to(actor, purpose).filter(analysis=analysis)
    return reached.select_related(
        "enrolment__learner", "item__assignment__school_class__institution"
    ).first()
