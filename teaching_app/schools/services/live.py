"""Live rounds: staff start and end them, learners join and send a take."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from teaching_app.practice.models import Analysis, Learner, Phrase, Recording
from teaching_app.practice.services import recordings
from teaching_app.schools.models import Enrolment, LiveRound, LiveTake, SchoolClass


@transaction.atomic
def start(*, school_class: SchoolClass, phrase: Phrase, by: User) -> LiveRound:
    """Start a round with a phrase, ending the one before it."""
    SchoolClass.objects.select_for_update(no_key=True).get(pk=school_class.pk)
    school_class.live_rounds.filter(ended_at=None).update(ended_at=timezone.now())
    return LiveRound.objects.create(
        school_class=school_class, phrase=phrase, started_by=by
    )


def end(*, live_round: LiveRound) -> None:
    """End the round: no more learners and takes."""
    running = LiveRound.objects.filter(pk=live_round.pk, ended_at=None)
    running.update(ended_at=timezone.now())


def join(*, live_round: LiveRound, learner: Learner) -> LiveTake:
    """Admit a learner of the class, once."""
    return LiveTake.objects.get_or_create(live_round=live_round, learner=learner)[0]


def submit(
    *,
    live_round: LiveRound,
    learner: Learner,
    upload: UploadedFile[bytes],
    idempotency_key: UUID,
    captured: dict[str, Any] | None = None,
    source: str = Recording.Source.UPLOAD,
) -> recordings.SubmitResult:
    """Store a learner's take as required practice; it counts while the round is on.

    A take that arrives later, or after its learner has left the class, becomes the
    learner's own practice. A new take is shown
    to nobody until its learner taps to show it again.
    """

    def alongside(analysis: Analysis) -> None:
        held = LiveRound.objects.select_for_update(no_key=True).get(pk=live_round.pk)
        if held.is_open and _is_in(held.school_class_id, learner):
            LiveTake.objects.update_or_create(
                live_round=held,
                learner=learner,
                defaults={"analysis": analysis, "is_shown": False},
            )

    return recordings.submit(
        learner=learner,
        phrase=live_round.phrase,
        upload=upload,
        idempotency_key=idempotency_key,
        captured=captured,
        source=source,
        is_required=True,
        alongside=alongside,
    )


def _is_in(school_class: int, learner: Learner) -> bool:
    return learner.enrolments.filter(
        school_class=school_class, state=Enrolment.State.ACTIVE
    ).exists()


def show(*, live_take: LiveTake, is_shown: bool) -> None:
    """Show or hide the learner's line on the big screen; only they decide."""
    LiveTake.objects.filter(pk=live_take.pk).update(is_shown=is_shown)
