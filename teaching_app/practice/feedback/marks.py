"""The stress marks of a phrase as it should be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import emotion_engine as engine

from .labels import LEVELS

LEVEL_OF_STRESS = {1: "strong", 2: "medium", 0: "weak", None: "unknown"}


@dataclass(frozen=True, slots=True)
class SyllableMark:
    """One syllable of the phrase and how strong it should be."""

    text: str
    level: str

    @property
    def label(self) -> str:
        return str(LEVELS[self.level])


@dataclass(frozen=True, slots=True)
class PhraseWord:
    """One word of the phrase with its stress marks.

    ``before`` and ``after`` are the punctuation around it.
    """

    text: str
    syllables: tuple[SyllableMark, ...]
    before: str = ""
    after: str = ""

    @property
    def last_syllable(self) -> int:
        return len(self.syllables) - 1

    @property
    def spoken(self) -> str:
        """The marks for screen readers: ``pho-TO-gra-pher``."""
        return "-".join(
            s.text.upper() if s.level == "strong" else s.text for s in self.syllables
        )


def phrase_words(
    text: str, stress: dict[int, int] | None = None
) -> tuple[PhraseWord, ...]:
    """Plan a phrase and mark its syllables for the page."""
    planned = engine.plan_phrase(text, stress or {}).words
    around = _punctuation(text, [word.text for word in planned])
    return tuple(
        PhraseWord(word.text, _marks(word), before, after)
        for word, (before, after) in zip(planned, around, strict=True)
    )


def _marks(word: Any) -> tuple[SyllableMark, ...]:
    return tuple(
        SyllableMark(s.text, expected_level(word.spoken, len(word.syllables), s.stress))
        for s in word.syllables
    )


def expected_level(word: str, n_syllables: int, stress: int | None) -> str:
    """How strong a syllable should be; weak forms are weak."""
    if n_syllables == 1 and word.lower() in engine.WEAK_FORMS:
        return "weak"
    return LEVEL_OF_STRESS[stress]


def _punctuation(text: str, words: Sequence[str]) -> list[tuple[str, str]]:
    """The punctuation before and after each word, without spaces."""
    spans = _places(text, words)
    gaps = [text[: spans[0][0]]]
    gaps += [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    gaps.append(text[spans[-1][1] :])
    closing = [_marks_only(gap.partition(" ")[0]) for gap in gaps[1:]]
    opening = [_marks_only(gap.partition(" ")[2]) for gap in gaps[1:-1]]
    return list(zip([_marks_only(gaps[0]), *opening], closing, strict=True))


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """The span of each word in the text; words spelt out from a number have none."""
    places, cursor = [], 0
    for word in words:
        start = text.find(word, cursor)
        place = (cursor, cursor) if start < 0 else (start, start + len(word))
        places.append(place)
        cursor = place[1]
    return places


def _marks_only(gap: str) -> str:
    return "".join(c for c in gap if not c.isalnum() and not c.isspace())
