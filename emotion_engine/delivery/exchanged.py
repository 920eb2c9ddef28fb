"""Single sounds that were exchanged in words that are clear otherwise.

Raters of whole words, whom the networks imitate, let one foreign sound pass in a word that
is native otherwise. So the classifier of natives' phones decides alone: how much likelier
another sound is than the one expected, where the text leaves no doubt about that one.
The bounds were chosen on native readers and synthetic voices
(docs/experiments/told.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from emotion_engine.alignment.function_words import Use, words_of
from emotion_engine.alignment.letters import fold
from emotion_engine.alignment.lexicon import is_vowel, stress_of
from emotion_engine.results import PhoneSegment, WordResult

from .confusions import are_near_vowels, differ_in_voicing, is_plausible
from .phones import PHONE_INDEX, PHONES, phone_name

SURELY_PLACED = 0.5  # confidence below which the sound may be a neighbour's
LIGHT_WORDS = words_of(Use.GRAMMAR)  # said weakly in a sentence: many sounds are right


class Bounds(NamedTuple):
    """Log-likelihood ratios from which a learner is asked, and from which it is told."""

    asked_from: float
    told_from: float


# Natives vary in vowels and voicing by their accent, in place and manner hardly.
OF_PLACE_AND_MANNER = Bounds(4.25, 5.0)
OF_VOWELS_AND_VOICING = Bounds(6.25, 7.0)
NASALS = frozenset({"M", "N", "NG"})  # they take on the place of what follows


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A sound that was heard instead of the one expected; told if sure, else asked."""

    heard_as: str
    is_sure: bool


def exchanged_in(
    word: WordResult, log_posteriors: np.ndarray, *, with_hiss: bool = True
) -> list[Exchanged | None]:
    """Find the exchanged sounds of a word.

    Parameters
    ----------
    word : WordResult
    log_posteriors : float array, shape (n_phones, len(PHONES))
        Of a native's phones, for each phone of the word.
    with_hiss : bool
        Whether the recording reaches as high as consonants do; else vowels alone are
        judged. Of natives at 8 kHz one in fifty was told that "snow" has an "sh".

    Returns
    -------
    list, one entry for each phone
        ``None`` where the expected sound was said, or that cannot be told.
    """
    phones = [phone for syllable in word.syllables for phone in syllable.phones]
    if not may_be_judged(word):
        return [None] * len(phones)
    return [
        exchange_of(phone, following, row)
        if with_hiss or is_vowel(phone.label)
        else None
        for phone, following, row in zip(
            phones, [*phones[1:], None], log_posteriors, strict=False
        )
    ]


def may_be_judged(word: WordResult) -> bool:
    """Whether it is known which sounds a word has, and where they are."""
    return (
        word.heard
        and word.in_dictionary
        and word.confidence >= SURELY_PLACED
        and fold(word.text).lower() not in LIGHT_WORDS
    )


def exchange_of(
    phone: PhoneSegment, following: PhoneSegment | None, log_posteriors: np.ndarray
) -> Exchanged | None:
    """Return what was said instead of one phone, if that is likely enough."""
    expected = PHONE_INDEX[phone_name(phone.label)]
    likeliest = int(log_posteriors.argmax())
    bounds = bounds_of(phone.label, following, PHONES[likeliest])
    ratio = log_posteriors[likeliest] - log_posteriors[expected]
    if likeliest == expected or bounds is None or ratio < bounds.asked_from:
        return None
    return Exchanged(PHONES[likeliest], is_sure=bool(ratio >= bounds.told_from))


def bounds_of(label: str, following: PhoneSegment | None, heard: str) -> Bounds | None:
    """Return what is needed; ``None`` for what nobody exchanges, or every accent does.

    Vowels count in stressed syllables alone, and not before an R that colours them.
    """
    expected = phone_name(label)
    if is_vowel(label):
        is_coloured = following is not None and following.label == "R"
        is_full = stress_of(label) == 1 and are_near_vowels(expected, heard)
        return OF_VOWELS_AND_VOICING if is_full and not is_coloured else None
    if not is_plausible(expected, heard) or {expected, heard} <= NASALS:
        return None
    voiced = differ_in_voicing(expected, heard)
    return OF_VOWELS_AND_VOICING if voiced else OF_PLACE_AND_MANNER
