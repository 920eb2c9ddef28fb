"""Context shared by several pages: marked words, references, limits."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from teaching_app.practice.feedback import reasons
from teaching_app.practice.feedback.labels import SEXES, readable
from teaching_app.practice.feedback.presentation import (
    PhraseWord,
    phrase_words,
    style_label,
)
from teaching_app.practice.models import Learner, Phrase, ReferenceAudio
from teaching_app.practice.selectors import path, references
from teaching_app.practice.services import reference_work

MAX_QUERY = 100  # longest search query, in characters


def words_of(phrase: Phrase) -> tuple[PhraseWord, ...]:
    """The words of a phrase with their stress marks."""
    return _marked(phrase.text, tuple(sorted(phrase.stressed_syllables.items())))


@lru_cache(maxsize=1024)
def _marked(
    text: str, stress: tuple[tuple[int, int | str], ...]
) -> tuple[PhraseWord, ...]:
    return phrase_words(text, dict(stress))


def references_of(phrase: Phrase, style: str = "") -> list[dict[str, Any]]:
    """The references of a phrase, best first."""
    return [
        {
            "url": reverse("reference_audio", args=[phrase.slug, reference.pk]),
            "kind": reference.kind,
            "style": reference.style,
            "label": _label(reference),
            "source": reference.source,
            "licence": reference.licence,
            "timings": json.dumps(reference.timings or [], separators=(",", ":")),
        }
        for reference in references.ordered(phrase, style)
    ]


def listening_to(phrase: Phrase) -> dict[str, Any]:
    """Context of the reference player but the words; a missing reference is requested."""
    found = references_of(phrase)
    if not found:
        reference_work.ask(phrase)
    return {
        "references": found,
        "awaited_url": reverse("reference_partial", args=[phrase.slug]),
    }


def _label(reference: ReferenceAudio) -> str:
    style = style_label(reference.style) if settings.EXPRESSION_ENABLED else ""
    sex = readable(SEXES, reference.speaker_sex)
    parts = [reference.get_kind_display(), sex, style]
    return ", ".join(str(part) for part in parts if part)


def now(learner: Learner) -> dict[str, Any]:
    """Today's progress, and the phrase to go on with."""
    steps = path.due(learner, limit=1) or path.new(learner, limit=1)
    step = shown_step(steps[0]) if steps else None
    return {"step": step, **today_of(learner)}


def today_of(learner: Learner) -> dict[str, Any]:
    """Today's goal, as marks and in words."""
    today = path.today(learner)
    words = reasons.today_in_words(done=today.done, goal=today.goal)
    return {"today": today, "today_words": words}


def shown_step(step: path.Step) -> dict[str, Any]:
    """A proposed phrase with its reason and the style it was last said in."""
    style = step.card.analysis.style if step.has_take else ""
    return {
        "phrase": step.phrase,
        "words": words_of(step.phrase),
        "why": _why(step),
        "query": f"?{urlencode({'style': style})}" if style else "",
    }


def _why(step: path.Step) -> str:
    if step.card is None:
        takes = step.voice.takes if step.voice else None
        return reasons.why_new(step.skill, voice_takes=takes)
    return reasons.why_again(step.finding, said_at=step.card.reviewed_at)
