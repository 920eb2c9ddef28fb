"""Alterations do what their names say, and the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.lab.training.alterations import (
    HARMLESS,
    LOUDER,
    MIXED,
    NOISY_20,
    OPUS_24,
    PACED,
    PACED_MIXED,
    SHIFTED,
    SOFTER,
    Alteration,
    pink_noise,
)
from tests.signals import SAMPLE_RATE, tone, voiced

TRAINING_ONLY = (MIXED, PACED, PACED_MIXED)


def a_take() -> np.ndarray:
    glide_hz = np.linspace(140, 180, SAMPLE_RATE)
    return voiced(glide_hz, rms=0.05)


def rms(waveform: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(waveform, dtype=float))))


def test_gain_moves_the_level_by_its_decibels() -> None:
    take = a_take()
    assert 20 * np.log10(rms(LOUDER(take, 0)) / rms(take)) == pytest.approx(6, abs=0.01)
    assert 20 * np.log10(rms(SOFTER(take, 0)) / rms(take)) == pytest.approx(
        -6, abs=0.01
    )


def test_what_leaves_full_scale_is_clipped() -> None:
    assert np.abs(LOUDER(a_take() * 8, 0)).max() == 1


def test_noise_lies_as_far_below_the_speech_as_said() -> None:
    take = a_take()
    added = NOISY_20(take, 0) - take
    assert 20 * np.log10(rms(take) / rms(added)) == pytest.approx(20, abs=0.5)


def test_pink_noise_falls_by_three_decibels_an_octave() -> None:
    spectrum = np.abs(np.fft.rfft(pink_noise(1 << 18, np.random.default_rng(0)))) ** 2
    hz = np.fft.rfftfreq(1 << 18, 1 / SAMPLE_RATE)
    low = spectrum[(hz > 500) & (hz < 1000)].mean()
    high = spectrum[(hz > 1000) & (hz < 2000)].mean()
    assert 10 * np.log10(low / high) == pytest.approx(3, abs=0.2)


def test_opus_keeps_length_and_most_of_the_sound() -> None:
    take = a_take()
    coded = OPUS_24(take, 0)
    assert len(coded) == pytest.approx(len(take), abs=320)  # a codec frame of 20 ms
    n = min(len(coded), len(take))
    lags = [
        np.corrcoef(take[200 : n - 200], coded[200 + d : n - 200 + d])[0, 1]
        for d in range(-100, 101)
    ]
    assert max(lags) > 0.9


def test_another_pace_changes_length_and_pitch_together() -> None:
    paced = PACED(tone(200.0, 1.0).astype(np.float32), 3)
    speed = SAMPLE_RATE / len(paced)
    assert 0.87 < speed < 1.15
    assert speed != pytest.approx(1, abs=0.005)
    spectrum = np.abs(np.fft.rfft(paced))
    hz = np.fft.rfftfreq(len(paced), 1 / SAMPLE_RATE)
    near = (hz > 150) & (hz < 260)
    assert hz[near][spectrum[near].argmax()] == pytest.approx(200 * speed, rel=0.02)


def test_a_shift_only_adds_faint_sound_before() -> None:
    take = a_take()
    shifted = SHIFTED(take, 3)
    added = len(shifted) - len(take)
    assert 0 < added < 0.2 * SAMPLE_RATE
    np.testing.assert_allclose(shifted[added:], take)
    assert np.abs(shifted[:added]).max() < 1e-3


@pytest.mark.parametrize(
    "alteration", [*HARMLESS, *TRAINING_ONLY], ids=lambda a: a.name
)
def test_the_same_seed_alters_alike(alteration: Alteration) -> None:
    take = a_take()
    once, again = alteration(take, 7), alteration(take, 7)
    assert once.dtype == np.float32
    assert not np.array_equal(once, take)
    np.testing.assert_array_equal(once, again)
