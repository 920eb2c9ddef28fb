"""Levels in dB re full scale, of all frequencies or of some."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_engine.features.intensity import SILENCE_DB, track_intensity
from tests.signals import glide, noise, silence, sine


@pytest.mark.parametrize("peak", [1.0, 0.1])
def test_level_of_a_sine_is_its_root_mean_square(peak: float) -> None:
    track = track_intensity(sine(500, 1, peak=peak))
    expected_db = 20 * np.log10(peak / np.sqrt(2))
    assert track.level_db[3:-3] == pytest.approx(expected_db, abs=0.05)


def test_a_band_takes_its_share_of_white_noise() -> None:
    waveform = noise(4)
    all_db = track_intensity(waveform).level_db[3:-3]
    band_db = track_intensity(waveform, low_hz=1000, high_hz=3000).level_db[3:-3]
    share = 10 ** (band_db / 10).mean() / 10 ** (all_db / 10).mean()
    ratio = np.mean(10 ** (band_db / 10)) / np.mean(10 ** (all_db / 10))
    assert share > 0
    assert ratio == pytest.approx(2000 / 8000, rel=0.05)


@pytest.mark.parametrize(("hz", "heard"), [(100, False), (1000, True), (5000, False)])
def test_a_band_hears_what_lies_within(hz: float, heard: bool) -> None:
    track = track_intensity(sine(hz, 0.5), low_hz=300, high_hz=2500)
    assert (track.level_db[10] > -30) == heard


def test_times_are_the_centres_of_the_frames() -> None:
    waveform = np.concatenate([silence(0.5), sine(500, 0.5)])
    track = track_intensity(waveform)
    assert len(track.times_s) == len(track.level_db) == 101
    half_db = track.level_db[-10] - 6
    rises_s = track.times_s[np.argmax(track.level_db > half_db)]
    assert rises_s == pytest.approx(0.5, abs=0.011)


@given(st.floats(-20, 20))
def test_gain_shifts_every_frame_alike(gain_db: float) -> None:
    waveform = glide(100, 200, 0.3, rms=0.02)
    before = track_intensity(waveform, low_hz=300, high_hz=2500).level_db
    louder = waveform * np.float32(10 ** (gain_db / 20))
    after = track_intensity(louder, low_hz=300, high_hz=2500).level_db
    assert np.allclose(after - before, gain_db, atol=0.01)


def test_silence_is_finite() -> None:
    assert (track_intensity(silence(0.2)).level_db == SILENCE_DB).all()
    assert len(track_intensity(silence(0)).level_db) == 1
