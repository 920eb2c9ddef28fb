"""What to practise next: each judged take reschedules its phrase.

The scheduler is FSRS (py-fsrs); we only grade how well a take went.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from fsrs import Card, Rating, Scheduler

import emotion_engine as engine
from teaching_app.practice.feedback.catalogue import FINDINGS, Outcome
from teaching_app.practice.feedback.measures import deserves_praise
from teaching_app.practice.models import (
    Analysis,
    Learner,
    Listening,
    Phrase,
    PracticeCard,
)
from teaching_app.practice.selectors import reports

# After a first success a phrase is due the next day, after a failure within the hour.
SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(timedelta(minutes=10),),
    relearning_steps=(timedelta(minutes=10),),
    maximum_interval=180,
    enable_fuzzing=False,
)
GRAVE_SEVERITY = 0.7
SLIGHT_SEVERITY = 0.35


def grade(report: engine.UtteranceReport | None) -> Rating | None:
    """How well a take went; ``None`` if it could not be judged."""
    if report is None or not report.assessable:
        return None
    failures = [
        finding
        for finding in report.told
        if FINDINGS[finding.code].counts_as is Outcome.FAILURE
    ]
    at_best = Rating.Easy if deserves_praise(report) else Rating.Good
    return min(map(_grade_one, failures), default=at_best)


def _grade_one(finding: engine.Finding) -> Rating:
    if FINDINGS[finding.code].is_grave or finding.severity >= GRAVE_SEVERITY:
        return Rating.Again
    return Rating.Hard if finding.severity >= SLIGHT_SEVERITY else Rating.Good


@transaction.atomic
def note_take(*, analysis: Analysis) -> PracticeCard | None:
    """Reschedule the phrase of a finished take, if that was judged."""
    rating = grade(reports.in_brief(analysis))
    if rating is None:
        return None
    learner, phrase = analysis.recording.owner, analysis.recording.phrase
    known = PracticeCard.objects.filter(learner=learner, phrase=phrase).first()
    now = timezone.now().astimezone(UTC)
    memory = rescheduled(
        known.memory if known else None, card_id=phrase.pk, rating=rating, at=now
    )
    values = {
        "analysis": analysis,
        "memory": memory.to_dict(),
        "rating": int(rating),
        "reviewed_at": now,
        "due_at": memory.due,
    }
    return PracticeCard.objects.update_or_create(
        learner=learner, phrase=phrase, defaults=values
    )[0]


def rescheduled(memory: Any, *, card_id: int, rating: Rating, at: datetime) -> Card:
    """The scheduler's card after one more review, its first if there is no memory."""
    card = Card.from_dict(memory) if memory else Card(card_id=card_id, due=at)
    return SCHEDULER.review_card(card, rating, review_datetime=at)[0]


def note_listening(*, learner: Learner, phrase: Phrase) -> bool:
    """Count a phrase as listened to; false if it was counted today already."""
    return Listening.objects.get_or_create(
        learner=learner, phrase=phrase, day=timezone.localdate()
    )[1]


def set_daily_goal(*, learner: Learner, steps: int) -> None:
    """Set the number of takes and listenings per day; 0 is no goal."""
    Learner.objects.filter(pk=learner.pk).update(daily_goal=steps)
