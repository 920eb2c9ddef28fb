"""Live rounds: begun and ended by staff; joined, and a take sent, by learners."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from teaching_app.practice.models import Analysis, Learner, Phrase, Recording
from teaching_app.practice.services import recordings
from teaching_app.schools.models import LiveRound, LiveTake, SchoolClass


@transaction.atomic
def start(*, school_class: SchoolClass, phrase: Phrase, by: User) -> LiveRound:
    """Begin a round with a phrase; the one before it is over then."""
    SchoolClass.objects.select_for_update(no_key=True).get(pk=school_class.pk)
    school_class.live_rounds.filter(ended_at=None).update(ended_at=timezone.now())
    return LiveRound.objects.create(
        school_class=school_class, phrase=phrase, started_by=by
    )


def end(*, live_round: LiveRound) -> None:
    """Take in nobody and no take any more."""
    running = LiveRound.objects.filter(pk=live_round.pk, ended_at=None)
    running.update(ended_at=timezone.now())


def join(*, live_round: LiveRound, learner: Learner) -> LiveTake:
    """Let a learner of the class in, once."""
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
    """Keep a learner's take as required practice; while the round is on, it counts.

    A take that comes after the end is the learner's own practice. A new take is shown
    to nobody before its learner has tapped for it again.
    """

    def alongside(analysis: Analysis) -> None:
        held = LiveRound.objects.select_for_update(no_key=True).get(pk=live_round.pk)
        if held.is_open:
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


def show(*, live_take: LiveTake, is_shown: bool) -> None:
    """Draw the learner's own line on the big screen, or no longer; only they say so."""
    LiveTake.objects.filter(pk=live_take.pk).update(is_shown=is_shown)
