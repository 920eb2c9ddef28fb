"""Tilt: the upper bands against the lower."""

import math

import numpy as np
import pytest

from emotion_engine.features.spectrum import spectral_tilt_db
from tests.signals import silence, sine


@pytest.mark.parametrize("difference_db", [-20, 0, 10])
def test_tilt_is_the_ratio_of_energy_above_and_below_1_khz(
    difference_db: float,
) -> None:
    high = 10 ** (difference_db / 20) * sine(2000, 0.1, peak=0.1)
    waveform = sine(500, 0.1, peak=0.1) + high
    assert spectral_tilt_db(waveform) == pytest.approx(difference_db, abs=0.2)


def test_gain_cancels() -> None:
    waveform = sine(500, 0.1) + sine(2000, 0.1, peak=0.05)
    assert spectral_tilt_db(waveform * 0.01) == pytest.approx(
        spectral_tilt_db(waveform), abs=1e-3
    )


def test_rumble_and_offset_do_not_count() -> None:
    waveform = sine(500, 0.2) + sine(2000, 0.2, peak=0.05)
    rumbling = waveform + sine(20, 0.2, peak=0.5) + 0.2
    assert spectral_tilt_db(rumbling) == pytest.approx(
        spectral_tilt_db(waveform), abs=0.5
    )


@pytest.mark.parametrize("waveform", [silence(0.1), sine(500, 0.005), np.zeros(0)])
def test_nothing_to_measure_is_not_a_number(waveform: np.ndarray) -> None:
    assert math.isnan(spectral_tilt_db(waveform))
