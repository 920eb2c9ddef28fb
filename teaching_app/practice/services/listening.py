"""Listening games: their questions, and what an answer changes."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from fsrs import Rating

from teaching_app.practice.models import (
    Learner,
    ListeningCard,
    ListeningQuestion,
    ListeningSound,
)
from teaching_app.practice.selectors.reading_voices import BY_CODE

from .path import rescheduled

QUESTIONS = Path(__file__).resolve().parent.parent / "content" / "listening.json"


@transaction.atomic
def install() -> int:
    """Add or update the shipped questions, and queue their sounds; return how many new.

    Questions that are no longer shipped are asked no more.
    """
    entries = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    before = ListeningQuestion.objects.count()
    ListeningQuestion.objects.bulk_create(
        [_question(entry) for entry in entries],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["game", "text", "stress", "accent", "options", "answer"],
    )
    shipped = {entry["slug"]: entry["voices"] for entry in entries}
    made_here = ListeningQuestion.objects.exclude(game=ListeningQuestion.Game.FRIENDLY)
    made_here.update(is_active=False)
    made_here.filter(slug__in=shipped).update(is_active=True)
    _queue_sounds(shipped)
    return ListeningQuestion.objects.count() - before


def _question(entry: dict[str, Any]) -> ListeningQuestion:
    fields = {name: value for name, value in entry.items() if name != "voices"}
    return ListeningQuestion(**{"stress": {}, "accent": [], **fields})


def _queue_sounds(voices: dict[str, list[str]]) -> None:
    keys = dict(
        ListeningQuestion.objects.filter(slug__in=voices).values_list("slug", "pk")
    )
    ListeningSound.objects.bulk_create(
        [
            ListeningSound(
                question_id=keys[slug],
                speaker=code,
                source=f"{BY_CODE[code].source}, {BY_CODE[code].name}",
                licence=BY_CODE[code].licence,
            )
            for slug, codes in voices.items()
            for code in codes
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def note_answer(*, learner: Learner, sound: ListeningSound, choice: int) -> bool:
    """Reschedule the question by whether it was answered rightly; return that."""
    question, now = sound.question, timezone.now().astimezone(UTC)
    is_right = choice == question.answer
    known = ListeningCard.objects.filter(learner=learner, question=question).first()
    rating = Rating.Good if is_right else Rating.Again
    memory = rescheduled(
        known.memory if known else None, card_id=question.pk, rating=rating, at=now
    )
    ListeningCard.objects.update_or_create(
        learner=learner,
        question=question,
        defaults={
            "memory": memory.to_dict(),
            "rating": int(rating),
            "last_speaker": sound.speaker,
            "reviewed_at": now,
            "due_at": memory.due,
        },
    )
    return is_right
