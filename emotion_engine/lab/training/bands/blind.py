"""The best bands that know the style of a take, and nothing of its text."""

from __future__ import annotations

import numpy as np

from emotion_engine.profiles.expected.describe import styles_in

from .examples import Level

BAND = (0.1, 0.5, 0.9)
LEAST_KNOWN = 20  # values of a style; with fewer it has the band of all styles
SMALLEST = 1e-3  # half a band, in the units of its measure


def blind_bands(level: Level, weights: np.ndarray) -> np.ndarray:
    """Return the percentiles of each target by style, shape (n_styles, n_targets, 3).

    Parameters
    ----------
    weights : array, shape (n_rows,)
        How much each row counts.
    """
    of_all = [percentiles(column, weights) for column in level.targets.T]
    return np.float32(
        [
            [
                percentiles(column[own], weights[own])
                if np.isfinite(column[own]).sum() >= LEAST_KNOWN
                else band
                for column, band in zip(level.targets.T, of_all, strict=True)
            ]
            for own in styles_in(level.features).T > 0
        ]
    )


def percentiles(values: np.ndarray, weights: np.ndarray) -> list[float]:
    """Return the band of known values, its halves not empty; 0 if none is known."""
    known = np.isfinite(values)
    if not known.any():
        return [-SMALLEST, 0.0, SMALLEST]
    low, median, high = np.quantile(
        values[known], BAND, weights=weights[known], method="inverted_cdf"
    )
    return [low - SMALLEST, median, high + SMALLEST]
