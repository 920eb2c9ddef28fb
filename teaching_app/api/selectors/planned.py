"""A sentence as it would be judged, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import emotion_engine as engine
from teaching_app.practice.forms.own_phrases import (
    MARK,
    OwnPhraseForm,
    choices_in,
    expected_homograph,
    field_of,
    unknown_in,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A sentence that can be practised; ``moved`` is the stress to store with it."""

    text: str
    moved: dict[str, int | str]
    words: list[dict[str, Any]]
    unknown: list[str]
    message: str


def plan(text: str, stress: Mapping[str, str]) -> Plan:
    """Plan a sentence as the page for own phrases does; ``ValidationError`` if it can't."""
    marks = {
        field_of(int(index), MARK): value
        for index, value in stress.items()
        if index.isascii() and index.isdecimal() and len(index) < 4
    }
    form = OwnPhraseForm({"text": text, **marks})
    if not form.is_valid() or form.plan is None:
        raise next(
            error for errors in form.errors.as_data().values() for error in errors
        )
    planned, options = form.plan, {c.index: c for c in choices_in(form.plan)}
    return Plan(
        text=form.cleaned_data["text"],
        moved=form.cleaned_data["stress"],
        words=[_word(word, options.get(word.index)) for word in planned.words],
        unknown=[word.text for word in planned.words if not word.in_dictionary],
        message=unknown_in(planned),
    )


def _word(word: engine.PlannedWord, choice: Any) -> dict[str, Any]:
    return {
        "index": word.index,
        "text": word.text,
        "is_known": word.in_dictionary,
        "syllables": [syllable.text for syllable in word.syllables],
        "stress": word.expected_syllable,
        "stress_options": [
            {"syllable": at, "word": shown, "part_of_speech": part}
            for at, shown, _chosen, part in (choice.options if choice else ())
        ],
        "homograph": expected_homograph(word),
        "homograph_options": [
            {"code": one.code, "rhyme": one.rhyme, "example": one.example}
            for one in engine.homographs(word.spoken)
        ],
    }
