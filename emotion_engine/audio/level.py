"""Scale takes to one working level, so that gain does not affect the results."""

from __future__ import annotations

import numpy as np

WORKING_PEAK = 0.5
PEAK_PERCENTILE = 99.9  # clicks are rarer than one sample in a thousand
MAX_GAIN = 1000.0


def at_working_level(waveform: np.ndarray) -> np.ndarray:
    """Scale so that all but the loudest thousandth lies within ``WORKING_PEAK``.

    Detectors with absolute thresholds then behave alike for a near and a distant
    microphone. Digital silence is left as it is, and the gain is limited to 60 dB.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono sound; not modified.
    """
    if not len(waveform):
        return waveform
    rank = min(len(waveform) - 1, int(len(waveform) * PEAK_PERCENTILE / 100))
    peak = float(np.partition(np.abs(waveform), rank)[rank])
    if peak == 0:
        peak = float(np.abs(waveform).max())
    gain = min(MAX_GAIN, WORKING_PEAK / peak) if peak > 0 else 1.0
    return (waveform * np.float32(gain)).astype(np.float32, copy=False)
