"""The outline of a sound follows its pitch and level."""

from __future__ import annotations

import numpy as np

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.features.f0 import F0Track
from emotion_engine.features.outline import STEP_S, outline


def test_an_octave_and_ten_decibels_are_found_again() -> None:
    times_s = np.arange(0, 1, 0.01)
    f0_hz = np.where(times_s < 0.5, 100.0, 200.0)
    f0_hz[90:] = np.nan
    samples_s = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    loud = np.where(samples_s < 0.5, 1.0, 10 ** (-10 / 20))
    waveform = np.float32(loud * np.sin(2 * np.pi * 300 * samples_s))
    points = outline(waveform, F0Track(times_s, f0_hz, 0.01))
    assert len(points) == int(1 / STEP_S)
    first, later, last = points[3], points[22], points[-1]
    assert later[1] - first[1] == 12.0
    assert abs(first[2] - later[2] - 10) < 0.3  # dB
    assert last[1] is None


def test_nothing_has_no_outline() -> None:
    empty = np.zeros(0, dtype=np.float32)
    assert outline(empty, F0Track(np.zeros(0), np.zeros(0), 0.01)) == []
