"""The syllables of a report, as a rendition needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from emotion_engine.results import Span, UtteranceReport, WordResult

Key = tuple[int, int]  # word index, syllable index within the word


@dataclass(frozen=True, slots=True)
class SaidSyllable:
    """One syllable as the learner said it.

    Attributes
    ----------
    key : tuple of int
        Index of its word, and its own index within the word.
    relative_duration : float or None
        Its nucleus over the mean nucleus of the take.
    level_db : float or None
        Level of its nucleus about the take's median nucleus.
    """

    key: Key
    span: Span
    nucleus: Span
    relative_duration: float | None
    level_db: float | None
    expected_stress: int | None


@dataclass(frozen=True, slots=True)
class SaidWord:
    """One word that was recognised, with its syllables."""

    index: int
    span: Span
    syllables: tuple[SaidSyllable, ...]


def said_words(report: UtteranceReport) -> tuple[SaidWord, ...]:
    """Take the recognised words from a report."""
    return tuple(_word(word) for word in report.words if word.heard)


def _word(word: WordResult) -> SaidWord:
    return SaidWord(
        index=word.index,
        span=Span(word.start_s, word.end_s),
        syllables=tuple(
            SaidSyllable(
                key=(word.index, index),
                span=Span(syllable.start_s, syllable.end_s),
                nucleus=syllable.nucleus,
                relative_duration=syllable.relative_duration,
                level_db=syllable.level_db,
                expected_stress=syllable.expected_stress,
            )
            for index, syllable in enumerate(word.syllables)
        ),
    )


def pauses_after(words: Sequence[SaidWord], least_s: float) -> list[tuple[int, Span]]:
    """Return the silences between words, each with the index of the word before it."""
    gaps = (
        (left.index, Span(left.span.end_s, right.span.start_s))
        for left, right in pairwise(words)
        if right.index == left.index + 1
    )
    return [(index, gap) for index, gap in gaps if gap.duration_s >= least_s]


def syllables_per_s(words: Sequence[SaidWord], least_pause_s: float) -> float:
    """Return the articulation rate, counted as in ``profiles.measures``."""
    spoken_s = words[-1].span.end_s - words[0].span.start_s
    spoken_s -= sum(gap.duration_s for _, gap in pauses_after(words, least_pause_s))
    return sum(len(word.syllables) for word in words) / max(spoken_s, 0.1)
