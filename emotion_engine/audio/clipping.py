"""Flat tops of a waveform, counted at the source's own sample rate while it decodes."""

from __future__ import annotations

import numpy as np

MIN_RUN = 3  # samples in a row of the same value: two also happen by chance
FLATNESS = 1e-4  # difference between neighbours, relative to their level
BINS_PER_DB = 2
N_BINS = 400
NEAR_PEAK_DB = 3.0


class PlateauCounter:
    """Counts samples in flat runs, by level, since the peak is known only at the end.

    Clipping leaves runs of equal samples at the take's own peak, even after the clipped
    sound has been attenuated. Resampling and lossy coding remove them, so they are
    counted here, on the decoded samples as they arrive.
    """

    def __init__(self) -> None:
        self._flat_by_level = np.zeros(N_BINS, dtype=np.int64)
        self._peak = 0.0
        self._n_samples = 0

    def add(self, samples: np.ndarray) -> None:
        """Count another stretch of one channel, shape (n_samples,)."""
        level = np.abs(samples)
        self._n_samples += len(samples)
        if len(samples) < MIN_RUN:
            return
        self._peak = max(self._peak, float(level.max()))
        flat = level[_in_flat_run(samples, level)]
        bins = (-20 * np.log10(np.minimum(flat, 1.0)) * BINS_PER_DB).astype(int)
        np.add.at(self._flat_by_level, np.minimum(bins, N_BINS - 1), 1)

    def share(self) -> float:
        """Compute the share of samples in flat runs within 3 dB of the peak."""
        if not self._n_samples or not self._peak:
            return 0.0
        peak_bin = int(-20 * np.log10(min(self._peak, 1.0)) * BINS_PER_DB)
        last_bin = peak_bin + int(NEAR_PEAK_DB * BINS_PER_DB)
        return float(self._flat_by_level[: last_bin + 1].sum()) / self._n_samples


def _in_flat_run(samples: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Mask of the samples that belong to a run of at least ``MIN_RUN`` equal ones."""
    steady = np.abs(np.diff(samples)) <= FLATNESS * level[1:]
    steady &= level[1:] > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], steady, [False]))))
    starts, ends = edges[::2], edges[1::2] + 1
    long_enough = ends - starts >= MIN_RUN
    change = np.zeros(len(samples) + 1, dtype=np.int64)
    change[starts[long_enough]] += 1
    change[ends[long_enough]] -= 1
    return np.cumsum(change[:-1]) > 0
