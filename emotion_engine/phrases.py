"""The facade's view of a text: words, syllables and stress; no audio, no weights."""

from __future__ import annotations

from collections.abc import Mapping

from .alignment.homographs import Homograph
from .alignment.phrase import PhrasePlan


def plan_phrase(text: str, stress: Mapping[int, int | str] | None = None) -> PhrasePlan:
    """Words, syllables and expected stress of a phrase; no audio, no weights."""
    from .alignment.phrase import plan_phrase as plan

    return plan(text, stress)


def parts_of_speech(word: str) -> dict[int, str]:
    """Return which part of speech each stress of a word belongs to; mostly empty.

    >>> parts_of_speech("record")
    {0: 'noun', 1: 'verb'}
    """
    from .alignment.heteronyms import parts_of

    return parts_of(word)


def homographs(word: str) -> tuple[Homograph, ...]:
    """Return the words that are written like this and differ in sounds alone, if any.

    >>> [one.rhyme for one in homographs("live")]
    ['give', 'five']
    """
    from .alignment.homographs import homographs_of

    return homographs_of(word)
