"""What to practise next: each judged take moves its phrase in the scheduler's memory.

The scheduler is FSRS (py-fsrs); what we decide is only how well a take went.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from fsrs import Card, Rating, Scheduler

from teaching_app.practice.models import (
    Analysis,
    Learner,
    Listening,
    Phrase,
    PracticeCard,
)
from teaching_app.practice.selectors.analyses import visible_report

# A first success comes back the next day, a failure within the hour.
SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(timedelta(minutes=10),),
    relearning_steps=(timedelta(minutes=10),),
    maximum_interval=180,
    enable_fuzzing=False,
)
# Said of the recording, or so small that the take went well all the same.
NOT_ABOUT_SPEAKING = frozenset({"well_done", "noisy_take", "narrow_bandwidth"})
GRAVE = frozenset({"words_missing", "stress_elsewhere"})
GRAVE_SEVERITY = 0.7
SLIGHT_SEVERITY = 0.35


def grade(report: Mapping[str, Any]) -> Rating | None:
    """How well a take went; ``None`` where it could not be judged."""
    if not report.get("assessable"):
        return None
    about_speaking = [
        finding
        for finding in report.get("findings") or ()
        if finding["code"] not in NOT_ABOUT_SPEAKING
    ]
    if not about_speaking:
        return Rating.Easy
    return min(_grade_one(finding) for finding in about_speaking)


def _grade_one(finding: Mapping[str, Any]) -> Rating:
    if finding["code"] in GRAVE or finding["severity"] >= GRAVE_SEVERITY:
        return Rating.Again
    return Rating.Hard if finding["severity"] >= SLIGHT_SEVERITY else Rating.Good


@transaction.atomic
def note_take(*, analysis: Analysis) -> PracticeCard | None:
    """Schedule the phrase of a finished take; one that was not judged moves nothing."""
    rating = grade(visible_report(analysis) or {})
    if rating is None:
        return None
    learner, phrase = analysis.recording.owner, analysis.recording.phrase
    known = PracticeCard.objects.filter(learner=learner, phrase=phrase).first()
    now = timezone.now().astimezone(UTC)
    memory = Card.from_dict(known.memory) if known else Card(card_id=phrase.pk, due=now)
    memory, _ = SCHEDULER.review_card(memory, rating, review_datetime=now)
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


def note_listening(*, learner: Learner, phrase: Phrase) -> bool:
    """Count a phrase as listened to; false where it has counted today."""
    return Listening.objects.get_or_create(
        learner=learner, phrase=phrase, day=timezone.localdate()
    )[1]


def set_daily_goal(*, learner: Learner, steps: int) -> None:
    """Choose how much a day should hold; 0 is no goal."""
    Learner.objects.filter(pk=learner.pk).update(daily_goal=steps)
