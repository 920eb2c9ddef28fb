"""A sentence as the expectation reads it: words, sounds, stress and punctuation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from emotion_engine.alignment.lexicon import is_vowel, without_stress
from emotion_engine.alignment.phrase import PhrasePlan
from emotion_engine.alignment.tagger import tag
from emotion_engine.alignment.text import marks_after
from emotion_engine.results import WordResult

PAUSE_MARKS = frozenset(",;:–—-")
END_MARKS = frozenset(".?!")


@dataclass(frozen=True, slots=True)
class TextSyllable:
    """One syllable: its letters and its phones around the vowel.

    ``stress`` is 0, 1 or 2, and ``None`` where the word is in no dictionary; ``vowel``
    is empty where the phones are not known.
    """

    text: str
    onset: tuple[str, ...]
    vowel: str
    coda: tuple[str, ...]
    stress: int | None


@dataclass(frozen=True, slots=True)
class TextWord:
    """One word in its sentence; ``mark`` is the punctuation right after it, or ""."""

    text: str
    part: str
    mark: str
    syllables: tuple[TextSyllable, ...]


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A sentence as it is said; ``has_marks`` is false of an unpunctuated transcript."""

    words: tuple[TextWord, ...]
    has_marks: bool

    @property
    def syllables(self) -> tuple[tuple[int, int, TextSyllable], ...]:
        """All syllables with the indices of their word and their own."""
        return tuple(
            (at, index, syllable)
            for at, word in enumerate(self.words)
            for index, syllable in enumerate(word.syllables)
        )


def text_of_plan(plan: PhrasePlan) -> SpokenText:
    """Read a phrase as it is planned."""
    syllables = [
        [text_syllable(s.text, s.phones, s.stress) for s in word.syllables]
        for word in plan.words
    ]
    return spoken_text(plan.text, [w.text for w in plan.words], syllables)


def text_of_take(text: str, words: Sequence[WordResult]) -> SpokenText:
    """Read a phrase as it was said in a take, with the pronunciations that were heard."""
    syllables = [
        [
            text_syllable(s.text, [p.label for p in s.phones], s.expected_stress)
            for s in word.syllables
        ]
        for word in words
    ]
    return spoken_text(text, [w.text for w in words], syllables)


def spoken_text(
    text: str, words: Sequence[str], syllables: Sequence[Sequence[TextSyllable]]
) -> SpokenText:
    """Put together words, parts of speech and punctuation."""
    tags, marks = tag(words), marks_after(text)
    marks = marks if len(marks) == len(words) else ("",) * len(words)
    return SpokenText(
        tuple(
            TextWord(word.lower(), one.part, mark, tuple(own))
            for word, one, mark, own in zip(words, tags, marks, syllables, strict=True)
        ),
        has_marks=any(marks[:-1]) or len(words) <= SHORT_WORDS,
    )


SHORT_WORDS = 12  # a sentence of so many words may well have no punctuation inside


def text_syllable(text: str, phones: Sequence[str], stress: int | None) -> TextSyllable:
    """Divide the phones of a syllable at its vowel."""
    at = next((i for i, phone in enumerate(phones) if is_vowel(phone)), None)
    bare = tuple(without_stress(phone) for phone in phones)
    if at is None:
        return TextSyllable(text, bare, "", (), stress)
    return TextSyllable(text, bare[:at], bare[at], bare[at + 1 :], stress)
