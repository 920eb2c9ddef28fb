"""Where hisses, bursts and last sounds end that were aligned too short."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.lab.training.audible_ends import MOST_S, hiss_end_s, sound_end_s
from tests.signals import noise, silence, tone

FRAMES_S = 0.012  # a frame is 20 ms long, and there is one every 5 ms


def hiss(duration_s: float) -> np.ndarray:
    """Noise above 3.5 kHz, as in "s"."""
    high = butter(6, 3500, "highpass", fs=SAMPLE_RATE, output="sos")
    return np.float32(sosfilt(high, noise(duration_s, rms=0.05)))


def after_vowel(*sounds: np.ndarray) -> np.ndarray:
    """A take that begins with 0.3 s of near silence and a vowel of 0.2 s."""
    heard = np.concatenate([silence(0.3), tone(120, 0.2), *sounds, silence(0.3)])
    return heard + noise(len(heard) / SAMPLE_RATE, rms=1e-4, seed=1)


def test_a_hiss_ends_where_the_next_vowel_begins() -> None:
    take = after_vowel(hiss(0.12), tone(120, 0.2))
    assert hiss_end_s(take, 0.55) == pytest.approx(0.62, abs=FRAMES_S)


def test_a_vowel_behind_a_hiss_that_was_aligned_in_full_is_kept() -> None:
    take = after_vowel(hiss(0.12), tone(120, 0.2))
    assert hiss_end_s(take, 0.62) == pytest.approx(0.62, abs=FRAMES_S)
    assert hiss_end_s(take, 0.7) == pytest.approx(0.7)


def test_the_burst_behind_a_closed_stop_belongs_to_it() -> None:
    take = after_vowel(silence(0.03), hiss(0.02), tone(120, 0.2))
    assert hiss_end_s(take, 0.52) == pytest.approx(0.55, abs=FRAMES_S)


def test_a_hiss_that_does_not_end_is_followed_only_so_far() -> None:
    assert hiss_end_s(after_vowel(hiss(0.5)), 0.55) == pytest.approx(0.55 + MOST_S)


def test_before_a_pause_a_voiced_sound_is_heard_to_its_end() -> None:
    take = after_vowel()
    assert sound_end_s(take, 0.42) == pytest.approx(0.5, abs=FRAMES_S)
    assert hiss_end_s(take, 0.42) == pytest.approx(0.42)
