"""How much the voice moves in a take, beside a usual one.

Most of what natives differ by is how far the whole voice moves: readers of a story move
theirs by a third more than readers of single sentences. What is expected of a syllable is
therefore said for a usual take, and scaled to the one that is compared. Whether a take
moves too little or too much is judged by its range, which is not scaled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from emotion_engine.results import Melody, WordResult

from .measures import syllable_points
from .store import Band, Evidence, NativeProfile, SyllableProfile

USUAL_ST, USUAL_DB = 2.2, 3.2  # mean deviations of natives' plain takes
# A monotone is not compared with a band as narrow as itself.
NARROWEST, WIDEST = 0.5, 2.5
COUNTS_FOR = 1  # syllables: how much the usual spread is worth
FEWEST = 3  # syllables; fewer say nothing of a take


class Spread(NamedTuple):
    """How many times as far as usual pitch and level move in a take."""

    pitch: float
    level: float


USUAL = Spread(1.0, 1.0)


def spread_of(words: Sequence[WordResult], melody: Melody) -> Spread:
    """Return how far a take moves, by its words that were heard."""
    own = [s for word in words if word.heard for s in word.syllables]
    points = [syllable_points(s, melody)[1] for s in own]
    levels = [[np.nan if s.level_db is None else s.level_db] for s in own]
    return spread_among(np.array(points), np.array(levels))


def spread_among(points: np.ndarray, levels: np.ndarray) -> Spread:
    """Return how far a take moves.

    Parameters
    ----------
    points : array, shape (n_syllables, n_points)
        The melody in semitones, NaN where it is unvoiced.
    levels : array, shape (n_syllables, 1)
        In dB, NaN where it is not known.
    """
    return Spread(beside_usual(points, USUAL_ST), beside_usual(levels, USUAL_DB))


def beside_usual(values: np.ndarray, usual: float) -> float:
    """Return how far values spread, in multiples of what is usual and within limits.

    The spread is the mean distance from the median, as the deviation of a normal
    distribution: a few errors of the contour do not decide it.

    >>> beside_usual(np.array([[-3.2], [0.0], [3.2], [0.0]] * 25), 2.0) > 0.9
    True
    >>> beside_usual(np.zeros((9, 6)), 2.0)
    0.5
    """
    known = np.isfinite(values)
    n_syllables = int(known.any(axis=1).sum()) if values.size else 0
    if n_syllables < FEWEST:
        return 1.0
    numbers = values[known]
    spread = float(np.mean(np.abs(numbers - np.median(numbers))) * np.sqrt(np.pi / 2))
    weight = n_syllables / (n_syllables + COUNTS_FOR)
    return float(np.clip((spread / usual) ** weight, NARROWEST, WIDEST))


def as_in_take(
    profile: NativeProfile, words: Sequence[WordResult], melody: Melody
) -> NativeProfile:
    """Scale the bands of a usual take, which are expected, to a take.

    Bands that were measured on natives of the phrase alone stay as they are.
    """
    if profile.evidence is Evidence.NATIVE:
        return profile
    spread = spread_of(words, melody)
    syllables = tuple(scaled_syllable(s, spread) for s in profile.syllables)
    return replace(profile, syllables=syllables)


def scaled_syllable(syllable: SyllableProfile, spread: Spread) -> SyllableProfile:
    """Scale pitch, level and melody of one syllable."""
    return replace(
        syllable,
        f0=scaled(syllable.f0, spread.pitch),
        level=scaled(syllable.level, spread.level),
        melody=tuple(scaled(band, spread.pitch) for band in syllable.melody),
    )


def scaled(band: Band | None, factor: float) -> Band | None:
    """Scale a band about 0, the median of the speaker or of the take."""
    if band is None:
        return None
    return Band(factor * band.low, factor * band.median, factor * band.high)
