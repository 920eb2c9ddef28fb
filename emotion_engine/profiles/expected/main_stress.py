"""Whether a word that only joins others carries the sentence, beside what is expected.

Learners let the wrong word carry a sentence ("I went TO the shop"). Natives single out
pronouns, auxiliaries and negations now and then, but hardly ever an article, a
preposition or a conjunction, so only these are judged: none at the end, and none that
begins the phrase, where every voice is high.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.alignment.function_words import JOINING_WORDS
from emotion_engine.results import BandMeasure, Comparison, WordResult
from emotion_engine.weights.evidence import read_weights, write_weights
from emotion_engine.weights.shipped import assets_folder

NAMES = (
    "lead",
    "accent_share",
    "nuclear_share",
    "pitch",
    "level",
    "length",
    "higher",
    "louder",
    "longer",
    "log_words",
)
FEWEST_WORDS = 3
LEAST_SHARE = 0.02  # of natives who accent a word
FURTHEST = 4.0  # halves of a band
MOST_APART = 12.0  # semitones, or decibels


@dataclass(frozen=True, slots=True)
class MainStressModel:
    """A logistic regression: positive sums mean that a word is told.

    Attributes
    ----------
    weights : array, shape (len(NAMES),)
    bias : float
    card : dict
        Whom it was learnt from, and beside which expectation.
    """

    weights: np.ndarray
    bias: float
    card: dict[str, Any]

    def score(self, evidence: np.ndarray) -> float:
        """Return the log-odds that a word carries the sentence, less the bound."""
        return float(self.weights @ evidence + self.bias)

    def write(self, folder: Path) -> None:
        """Save the model with its card."""
        write_weights(folder, NAMES, self.weights, self.bias, self.card)

    @classmethod
    def read(cls, folder: Path) -> MainStressModel:
        """Load what ``write`` saved; ``CheckpointError`` where that is not possible."""
        return cls(*read_weights(folder, NAMES, "train main-stress"))


@cache
def load_main_stress() -> MainStressModel:
    """Load the shipped model."""
    return MainStressModel.read(assets_folder("main_stress"))


def evidence_of(
    words: Sequence[WordResult], compared: Comparison
) -> dict[int, np.ndarray]:
    """Describe how each joining word of a take stands out.

    Parameters
    ----------
    words : sequence of WordResult
        All words of the phrase.
    compared : Comparison
        With what is expected of the phrase.

    Returns
    -------
    dict
        By index of the word a float array of shape (len(NAMES),): the lead in strength
        over all other words, the expected shares of its accents (log-odds), how far the
        take is above the expected median (in halves of the band), and by how much its
        nucleus is higher (st), louder (dB) and longer (log) than any other.
    """
    said = [word for word in words if word.heard and word.accent is not None]
    if len(said) < FEWEST_WORDS or len(compared.native_nuclear_share) != len(words):
        return {}
    peaks = {word.index: peak_of(word) for word in said}
    return {
        word.index: np.array(
            [
                word.accent - max(o.accent for o in said if o is not word),
                log_odds(compared.native_accent_share[word.index]),
                log_odds(compared.native_nuclear_share[word.index]),
                *above_expected(word, compared),
                *lead_over(peaks, word.index),
                math.log(len(words)),
            ]
        )
        for word in said
        if word.text.lower() in JOINING_WORDS and 0 < word.index < len(words) - 1
    }


def above_expected(word: WordResult, compared: Comparison) -> list[float]:
    """Return how far pitch, level and length are above the medians; 0 if not known."""
    own = next((s for s in compared.syllables if s.word_index == word.index), None)
    measures = (own.f0, own.level, own.duration) if own else (None,) * 3
    return [halves(measure) for measure in measures]


def halves(measure: BandMeasure | None) -> float:
    """Return the distance from the median in halves of the band."""
    if measure is None:
        return 0.0
    above = measure.value > measure.median
    half = measure.high - measure.median if above else measure.median - measure.low
    distance = (measure.value - measure.median) / max(half, 1e-3)
    return float(np.clip(distance, -FURTHEST, FURTHEST))


def peak_of(word: WordResult) -> np.ndarray:
    """Return the highest pitch, level and log-length of its nuclei; NaN if unknown."""
    kinds = ("f0_median_st", "level_db", "relative_duration")
    values = [[getattr(s, kind) for s in word.syllables] for kind in kinds]
    pitch, level, length = (
        max((v for v in own if v is not None), default=np.nan) for own in values
    )
    return np.array([pitch, level, np.log(length) if length > 0 else np.nan])


def lead_over(peaks: dict[int, np.ndarray], index: int) -> np.ndarray:
    """Return by how much a word is above the highest of all others; 0 if unknown."""
    others = np.array([peak for at, peak in peaks.items() if at != index])
    highest = np.where(np.isfinite(others), others, -np.inf).max(axis=0)
    lead = peaks[index] - highest
    return np.clip(np.where(np.isfinite(lead), lead, 0.0), -MOST_APART, MOST_APART)


def log_odds(share: float) -> float:
    """Return the log-odds of a share, which is kept from 0 and 1."""
    share = min(max(share, LEAST_SHARE), 1 - LEAST_SHARE)
    return math.log(share / (1 - share))
