"""The outline of a sound: pitch and level along it, few enough points to draw."""

from __future__ import annotations

import numpy as np

from emotion_engine.config import SAMPLE_RATE

from .f0 import F0Track, median_f0_hz, to_semitones

STEP_S = 0.03
QUIETEST_DB = -40.0

Point = tuple[float, float | None, float]


def outline(waveform: np.ndarray, f0: F0Track) -> list[Point]:
    """Return time in s, pitch in semitones about the median, and level in dB.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono at 16 kHz.

    Returns
    -------
    list
        A point every 30 ms. The pitch is ``None`` where there is no voice; the level is
        that below the loudest point, from -40 to 0.
    """
    size = round(STEP_S * SAMPLE_RATE)
    n_points = len(waveform) // size
    if not n_points:
        return []
    chunks = waveform[: n_points * size].reshape(n_points, size)
    power = np.square(chunks, dtype=np.float64).mean(axis=1)  # (n_points,)
    level_db = 10 * np.log10(np.maximum(power / max(power.max(), 1e-12), 1e-12))
    times_s = (np.arange(n_points) + 0.5) * STEP_S
    st = to_semitones(f0.f0_hz, median_f0_hz(f0))
    frames = np.clip(np.searchsorted(f0.times_s, times_s), 0, len(st) - 1)
    return [
        (
            round(float(time_s), 3),
            None if np.isnan(pitch) else round(float(pitch), 2),
            round(max(QUIETEST_DB, float(level)), 1),
        )
        for time_s, pitch, level in zip(times_s, st[frames], level_db, strict=True)
    ]
