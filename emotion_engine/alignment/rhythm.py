"""Words that are stressed early before another stress: "CARtoon FEAtures".

Where two stresses would follow each other closely, English speakers move the first to an
earlier full syllable, or accent both (the rhythm rule: Liberman & Prince, Linguistic
Inquiry 1977; Shattuck-Hufnagel, Ostendorf & Ross, J. Phonetics 1994). Either is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from emotion_engine.results import PhoneSegment

from .function_words import FUNCTION_WORDS
from .lexicon import is_vowel, without_stress

if TYPE_CHECKING:
    from .aligner import AlignedWord

GAP_S = 0.1  # from such a pause on the words belong to phrases of their own
# Vowels that are full though the dictionary gives them no stress.
FULL = frozenset({"AA", "AE", "AO", "AW", "AY", "EY", "OW", "OY"})


def with_early_stress(words: Sequence[AlignedWord]) -> tuple[AlignedWord, ...]:
    """Add to ``also_stressed`` the syllables that the next word may move a stress to."""
    moved = [
        replace(word, also_stressed=tuple(sorted({*word.also_stressed, *early})))
        if is_before_stress(word, following) and (early := early_syllables(word))
        else word
        for word, following in pairwise(words)
    ]
    return (*moved, *words[-1:])


def is_before_stress(word: AlignedWord, following: AlignedWord) -> bool:
    """Whether a word of meaning that begins with its stress follows without a pause."""
    return (
        following.start_s - word.end_s < GAP_S
        and following.syllables[0].expected_stress == 1
        and following.text.lower() not in FUNCTION_WORDS
    )


def early_syllables(word: AlignedWord) -> tuple[int, ...]:
    """Return the syllables before the stressed one that may carry the stress as well.

    They are those with a secondary stress, and any with a full vowel where the stress is
    on the last syllable, right beside the next word's.
    """
    stresses = [syllable.expected_stress for syllable in word.syllables]
    if 1 not in stresses:
        return ()
    stressed = stresses.index(1)
    is_last = stressed == len(stresses) - 1
    return tuple(
        i
        for i, syllable in enumerate(word.syllables[:stressed])
        if syllable.expected_stress == 2 or (is_last and is_full(syllable.phones))
    )


def is_full(phones: Sequence[PhoneSegment]) -> bool:
    """Whether the vowel of a syllable is full."""
    return any(is_vowel(p.label) and without_stress(p.label) in FULL for p in phones)
