"""Flat tops are counted, whatever the gain after the clipping."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_engine.audio.clipping import PlateauCounter
from tests.signals import glide, noise, sine


def plateau_share(samples: np.ndarray, *, stretch: int = 1024) -> float:
    counter = PlateauCounter()
    for start in range(0, len(samples), stretch):
        counter.add(samples[start : start + stretch])
    return counter.share()


def quantised(samples: np.ndarray) -> np.ndarray:
    return np.round(samples * 32768).astype(np.float32) / 32768


@pytest.mark.parametrize(
    "samples",
    [glide(120, 200, 1), noise(1), sine(200, 1), sine(100, 1, sample_rate=48_000)],
    ids=["vowel", "noise", "sine", "slow sine"],
)
def test_sound_within_range_has_no_plateaus(samples: np.ndarray) -> None:
    assert plateau_share(quantised(samples)) < 0.02  # the crests of slow sines


@given(st.floats(0.05, 1), st.floats(0.3, 0.7))
def test_a_clipped_sine_has_as_many_plateau_samples_as_were_cut(
    gain: float, ceiling: float
) -> None:
    samples = sine(150, 0.5, peak=1)
    cut = float((np.abs(samples) > ceiling).mean())
    clipped = gain * np.clip(samples, -ceiling, ceiling)
    # Stretches end within a plateau now and then; runs of three lose their ends.
    assert plateau_share(quantised(clipped)) == pytest.approx(cut, abs=0.04)


def test_silence_has_no_plateaus() -> None:
    assert plateau_share(np.zeros(16_000, dtype=np.float32)) == 0


def test_a_flat_stretch_far_below_the_peak_is_no_clipping() -> None:
    samples = np.concatenate([sine(200, 1, peak=0.9), np.full(16_000, 0.1)])
    assert plateau_share(samples.astype(np.float32)) < 0.001
