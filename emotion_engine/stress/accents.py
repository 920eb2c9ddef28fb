"""Which words carry the accents of a sentence, and which of them is its nucleus.

A word is as strong as its strongest syllable nucleus, by length, level and height.
These are first relieved of what no speaker means by them: which vowel it is, where in
the sentence it stands, and that the last one before a pause is drawn out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emotion_engine.alignment.aligner import Alignment
from emotion_engine.features.nucleus import NucleusProsody

from .cues import FINAL_LENGTHENING
from .lexical import by_word, ends_before_pause
from .vowels import VowelNorms

ACCENTED = 0.6  # of the way from the weakest word of a take to the strongest
# Length, level and F0 peak, each standardised. A word made to stand out is found more
# often with F0 counted twice, and natives agree as much (`evaluate accents`).
CUE_WEIGHTS = (0.25, 0.25, 0.5)
# Of what natives' vowels differ by in length and level: some of it is no property of
# the vowel, but that words with it are accented more often.
SHARE_OF_THE_VOWEL = 0.5


@dataclass(frozen=True, slots=True)
class Accent:
    """How a word stands out among the words of its take.

    Attributes
    ----------
    strength : float
        0 for the weakest word of the take, 1 for the strongest.
    accented : bool
        Whether it carries one of the sentence's accents.
    nuclear : bool
        Whether it is the last of the accented ones, which a listener hears as the main
        one; none is where all syllables are alike.
    """

    strength: float
    accented: bool
    nuclear: bool


def hear_accents(
    alignment: Alignment, nuclei: Sequence[NucleusProsody], norms: VowelNorms
) -> tuple[Accent, ...]:
    """Hear the accents of a take, one by word."""
    strengths = word_strengths(alignment, nuclei, norms)  # (n_words,)
    accented = np.flatnonzero(strengths >= ACCENTED)
    last = accented[-1] if len(accented) else None
    return tuple(
        Accent(strength, strength >= ACCENTED, index == last)
        for index, strength in enumerate(strengths.tolist())
    )


def word_strengths(
    alignment: Alignment, nuclei: Sequence[NucleusProsody], norms: VowelNorms
) -> np.ndarray:
    """Place each word's strongest nucleus among the take's, shape (n_words,).

    Three cues count, so that no one of them decides which words carry the sentence.
    """
    cues = relieved_cues(alignment, nuclei, norms)
    strength = standardised(cues) @ CUE_WEIGHTS  # (n_syllables,)
    scaled = strength - strength.min(initial=0.0)
    scaled /= max(scaled.max(initial=0.0), 1e-6)
    return np.array([max(own) for _, own in by_word(alignment, scaled)])


def relieved_cues(
    alignment: Alignment, nuclei: Sequence[NucleusProsody], norms: VowelNorms
) -> np.ndarray:
    """Take back what vowel, place and pause do by themselves.

    Returns
    -------
    array, shape (n_syllables, 3)
        Logarithm of the length, level in dB, F0 peak in semitones; NaN where unvoiced.
    """
    cues = np.array(
        [[n.log_relative_duration, n.band_level_db, n.f0_peak_st] for n in nuclei]
    )
    since_s = since_pause_s(alignment, nuclei)
    cues[:, 1] += norms.level_fall_db_per_s * since_s
    cues[:, 2] += norms.f0_fall_st_per_s * since_s
    for row, syllable in zip(cues, alignment.syllables, strict=True):
        length, level_db = norms.of(syllable)
        row[0] -= SHARE_OF_THE_VOWEL * length
        row[1] -= SHARE_OF_THE_VOWEL * level_db
    last = np.cumsum([len(word.syllables) for word in alignment.words]) - 1
    cues[last[ends_before_pause(alignment)], 0] -= FINAL_LENGTHENING
    return cues


def since_pause_s(alignment: Alignment, nuclei: Sequence[NucleusProsody]) -> np.ndarray:
    """Say of each nucleus how long after the last pause it begins, (n_syllables,)."""
    since_s: list[float] = []
    begins_s = None
    for (_, own), pause in zip(
        by_word(alignment, nuclei), ends_before_pause(alignment), strict=True
    ):
        begins_s = own[0].span.start_s if begins_s is None else begins_s
        since_s += [nucleus.span.start_s - begins_s for nucleus in own]
        begins_s = None if pause else begins_s
    return np.array(since_s)


def standardised(cues: np.ndarray) -> np.ndarray:
    """Bring each column to mean 0 and deviation 1; a missing value counts as the mean."""
    known = np.isfinite(cues)
    n_known = np.maximum(1, known.sum(axis=0))
    centred = cues - np.where(known, cues, 0.0).sum(axis=0) / n_known
    centred = np.where(known, centred, 0.0)
    spread = np.sqrt(np.square(centred).sum(axis=0) / n_known)
    return centred / np.maximum(spread, 1e-6)
