"""Which words carry the accents of a sentence, and which of them is its nucleus.

A word is as strong as its strongest syllable nucleus, by duration, level and F0. These
are first corrected for what no speaker means by them: the vowel's intrinsic length and
level, its place in the sentence, and lengthening before a pause.
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
# Duration, level and F0 peak, each standardised. An emphasised word is found more often
# with F0 counted twice, and natives agree as much (`evaluate accents`).
CUE_WEIGHTS = (0.25, 0.25, 0.5)
# Share of the vowels' mean differences in length and level that is corrected for: the
# rest is not intrinsic, but due to words with the vowel being accented more often.
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
        one; no word is if all syllables are alike.
    """

    strength: float
    accented: bool
    nuclear: bool


def hear_accents(
    alignment: Alignment, nuclei: Sequence[NucleusProsody], norms: VowelNorms
) -> tuple[Accent, ...]:
    """Find the accents of a take, one value per word."""
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
    """Scale each word's strongest nucleus to the range of the take, shape (n_words,).

    Three cues are combined, so that no single one decides where the accents are.
    """
    cues = relieved_cues(alignment, nuclei, norms)
    strength = standardised(cues) @ CUE_WEIGHTS  # (n_syllables,)
    scaled = strength - strength.min(initial=0.0)
    scaled /= max(scaled.max(initial=0.0), 1e-6)
    return np.array([max(own) for _, own in by_word(alignment, scaled)])


def relieved_cues(
    alignment: Alignment, nuclei: Sequence[NucleusProsody], norms: VowelNorms
) -> np.ndarray:
    """Correct the cues for vowel, position and final lengthening.

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
    """Return how long after the last pause each nucleus begins, (n_syllables,)."""
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
    """Standardise each column; a missing value counts as the mean."""
    known = np.isfinite(cues)
    n_known = np.maximum(1, known.sum(axis=0))
    centred = cues - np.where(known, cues, 0.0).sum(axis=0) / n_known
    centred = np.where(known, centred, 0.0)
    spread = np.sqrt(np.square(centred).sum(axis=0) / n_known)
    return centred / np.maximum(spread, 1e-6)
