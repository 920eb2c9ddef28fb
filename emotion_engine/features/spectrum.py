"""Spectral balance of a stretch: effort shows as energy in the upper bands."""

from __future__ import annotations

import math

import numpy as np

from emotion_engine.config import SAMPLE_RATE

TILT_SPLIT_HZ = 1000.0
RUMBLE_HZ = 60.0
MIN_SAMPLES = 160  # 10 ms: in less, the split is finer than the resolution


def spectral_tilt_db(waveform_slice: np.ndarray) -> float:
    """Energy above 1 kHz relative to the energy below, in dB.

    Stressed vowels are said with more effort, which raises the upper bands more
    than the lower (Sluijter & van Heuven, JASA 1996). Gain cancels.

    Parameters
    ----------
    waveform_slice : float32 array, shape (n_samples,)
        A stretch of one speech sound at 16 kHz.

    Returns
    -------
    float
        NaN for a slice of less than 10 ms or without any energy below 1 kHz.
    """
    if len(waveform_slice) < MIN_SAMPLES:
        return math.nan
    window = np.hanning(len(waveform_slice) + 2)[1:-1]
    power = np.square(np.abs(np.fft.rfft(waveform_slice * window)))
    frequencies_hz = np.fft.rfftfreq(len(waveform_slice), 1 / SAMPLE_RATE)
    low = power[(frequencies_hz >= RUMBLE_HZ) & (frequencies_hz < TILT_SPLIT_HZ)].sum()
    high = power[frequencies_hz >= TILT_SPLIT_HZ].sum()
    if low <= 0 or high <= 0:
        return math.nan
    return 10 * math.log10(high / low)
