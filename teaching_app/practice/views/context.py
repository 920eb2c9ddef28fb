"""Context shared by several pages: marked words, references, limits."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from teaching_app.practice.feedback import reasons
from teaching_app.practice.feedback.labels import SEXES, readable, voice_label
from teaching_app.practice.feedback.presentation import (
    PhraseWord,
    phrase_words,
    style_label,
)
from teaching_app.practice.forms.voices import voice_choices
from teaching_app.practice.models import Learner, Phrase, ReferenceAudio
from teaching_app.practice.selectors import path, reading_voices, references
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


def references_of(
    phrase: Phrase, style: str = "", voice: str = ""
) -> list[dict[str, Any]]:
    """The references of a phrase, best first."""
    return [shown_reference(r) for r in references.ordered(phrase, style, voice)]


def shown_reference(reference: ReferenceAudio) -> dict[str, Any]:
    """A reference as the player expects it."""
    return {
        "url": reverse("reference_audio", args=[reference.phrase.slug, reference.pk]),
        "kind": reference.kind,
        "style": reference.style,
        "label": _label(reference),
        "source": reference.source,
        "licence": reference.licence,
        "timings": json.dumps(reference.timings or [], separators=(",", ":")),
    }


def listening_to(phrase: Phrase, voice: str = reading_voices.DEFAULT) -> dict[str, Any]:
    """Context of the reference player but the words.

    Where no native says the phrase and the learner's voice has not yet, it is requested.
    """
    found = references_of(phrase, voice=voice)
    says_it = references.by_voice(phrase, voice)
    is_missing = not (found and found[0]["kind"] == "native") and not says_it
    if is_missing:
        reference_work.ask(phrase, voice=voice)
    return {
        "references": found,
        "is_awaited": is_missing,
        "awaited_url": reverse("reference_partial", args=[phrase.slug]),
        "several_url": reverse("several_voices", args=[phrase.slug]),
    }


def voices_for(learner: Learner) -> dict[str, Any]:
    """Context of choosing a voice: the one chosen, all on offer, and their licence."""
    chosen = reading_voices.chosen_by(learner)
    voice = reading_voices.BY_CODE[chosen]
    return {
        "chosen_voice": chosen,
        "voice_choices": voice_choices(),
        "voice_licence": f"{voice.source}, {voice.licence}",
    }


def _label(reference: ReferenceAudio) -> str:
    if voice := reading_voices.BY_CODE.get(reference.speaker):
        return voice_label(voice)
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
