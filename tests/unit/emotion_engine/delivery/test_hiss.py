"""How much hiss a stretch of a take has, whatever the level and the microphone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.delivery.hiss import Hiss, carries_hiss
from tests.faults import QUALITY
from tests.signals import noise, silence, tone


def take() -> np.ndarray:
    """A vowel, a hiss from 0.4 to 0.5 s, and a vowel, over faint noise."""
    hiss = np.diff(noise(0.1, rms=0.05), prepend=0.0)
    sound = np.concatenate([silence(0.2), tone(120, 0.2), hiss, tone(120, 0.3)])
    return sound + noise(len(sound) / SAMPLE_RATE, rms=1e-4, seed=1)


def test_a_hiss_is_louder_than_the_rest_above_the_voice() -> None:
    measured = Hiss.of(take())
    level, balance = measured.between(0.4, 0.5)
    beside = measured.between(0.25, 0.35)
    assert level > beside[0] + 0.5
    assert balance > 1.0 > 0.0 > beside[1]


@pytest.mark.parametrize("gain", [0.1, 3.0])
def test_the_level_of_a_take_changes_nothing(gain: float) -> None:
    whole, scaled = Hiss.of(take()), Hiss.of(gain * take())
    assert scaled.between(0.4, 0.5) == pytest.approx(whole.between(0.4, 0.5), abs=0.02)


def test_a_stretch_beyond_the_take_is_its_last_frame() -> None:
    measured = Hiss.of(take())
    assert measured.between(9.0, 9.1) == measured.between(0.8, 0.8)
    assert all(np.isfinite(Hiss.of(silence(0.5)).between(0.0, 0.1)))


@pytest.mark.parametrize(
    ("bandwidth_hz", "expected"), [(7800.0, True), (4800.0, False), (None, False)]
)
def test_a_missing_hiss_means_something_only_where_one_could_be_recorded(
    bandwidth_hz: float | None, expected: bool
) -> None:
    assert carries_hiss(replace(QUALITY, bandwidth_hz=bandwidth_hz)) is expected
