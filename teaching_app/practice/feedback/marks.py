"""The stress marks of a phrase as it should be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

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

    ``before`` and ``after`` are the punctuation around it, ``spoken`` the marks for
    screen readers: ``pho-TO-gra-pher``. ``last_syllable`` counts those that are said.
    """

    text: str
    syllables: tuple[SyllableMark, ...]
    before: str = ""
    after: str = ""
    spoken: str = ""
    last_syllable: int = 0


def phrase_words(
    text: str, stress: Mapping[int, int | str] | None = None
) -> tuple[PhraseWord, ...]:
    """Plan a phrase and mark its syllables for the page."""
    plan = engine.plan_phrase(text, stress or {})
    around = _punctuation(plan)
    return tuple(
        PhraseWord(
            text=word.text,
            syllables=_marks(word),
            before=before,
            after=after,
            spoken=_spelled(word),
            last_syllable=len(word.syllables) - 1,
        )
        for word, (before, after) in zip(plan.words, around, strict=True)
    )


def _marks(word: engine.PlannedWord) -> tuple[SyllableMark, ...]:
    """The syllables as written; "205" or "Dr." is shown as it stands, in one piece."""
    if word.is_written_as_spoken:
        return _syllable_marks(word)
    return (SyllableMark(word.text, LEVEL_OF_STRESS[1]),)


def _syllable_marks(word: engine.PlannedWord) -> tuple[SyllableMark, ...]:
    return tuple(
        SyllableMark(s.text, expected_level(word.spoken, len(word.syllables), s.stress))
        for s in word.syllables
    )


def _spelled(word: engine.PlannedWord) -> str:
    """How a word is spoken, its syllables joined: ``TWO HUN-dred FIVE``."""
    return " ".join(
        "-".join(
            s.text.upper() if s.level == "strong" else s.text
            for s in _syllable_marks(part)
        )
        for part in word.spoken_words
    )


def expected_level(word: str, n_syllables: int, stress: int | None) -> str:
    """How strong a syllable should be; weak forms are weak."""
    if n_syllables == 1 and word.lower() in engine.WEAK_FORMS:
        return "weak"
    return LEVEL_OF_STRESS[stress]


def _punctuation(plan: engine.PhrasePlan) -> list[tuple[str, str]]:
    """The punctuation before and after each word, without spaces."""
    text, words = plan.written, plan.words
    gaps = [text[: words[0].start]]
    gaps += [text[one.end : other.start] for one, other in pairwise(words)]
    gaps.append(text[words[-1].end :])
    closing = [_marks_only(gap.partition(" ")[0]) for gap in gaps[1:]]
    opening = [_marks_only(gap.partition(" ")[2]) for gap in gaps[1:-1]]
    return list(zip([_marks_only(gaps[0]), *opening], closing, strict=True))


def _marks_only(gap: str) -> str:
    return "".join(c for c in gap if not c.isalnum() and not c.isspace())
