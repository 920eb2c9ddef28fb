"""Acoustic cues of prominence, one row per syllable, centred within the word.

Nothing here knows which vowel it is or where in the word it stands: a model that did
could guess the dictionary's stress without hearing any.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from emotion_engine.features.nucleus import NucleusProsody

NAMES = (
    "log_duration",
    "onset_interval_s",
    "level_db",
    "peak_level_db",
    "band_level_db",
    "energy_times_duration",
    "f0_median_st",
    "f0_peak_st",
    "f0_range_st",
    "f0_slope_st_per_s",
    "voiced_share",
    "spectral_tilt_db",
)
LONGEST_INTERVAL_S = 0.6  # beyond it a pause follows, which says nothing of stress


def word_cues(nuclei: Sequence[NucleusProsody]) -> np.ndarray:
    """Measure the syllables of one word against each other.

    Returns
    -------
    float array, shape (n_syllables, n_cues)
        Each cue minus its mean over the word; 0 where it is missing.
    """
    cues = np.array([_cues(nucleus) for nucleus in nuclei])
    known = np.isfinite(cues)
    means = np.where(known, cues, 0).sum(axis=0) / np.maximum(1, known.sum(axis=0))
    return np.where(known, cues - means, 0.0)


def _cues(nucleus: NucleusProsody) -> list[float]:
    return [
        nucleus.log_relative_duration,
        min(nucleus.onset_interval_s, LONGEST_INTERVAL_S),
        nucleus.level_db,
        nucleus.peak_level_db,
        nucleus.band_level_db,
        nucleus.level_db + 10 / np.log(10) * nucleus.log_relative_duration,
        nucleus.f0_median_st,
        nucleus.f0_peak_st,
        nucleus.f0_range_st,
        nucleus.f0_slope_st_per_s,
        nucleus.voiced_share,
        nucleus.spectral_tilt_db,
    ]
