"""A phrase is read as learners should say it."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.voice import reading
from emotion_engine.voice.endings import ends_low
from emotion_engine.voice.reading import read


def glide(first_hz: float, last_hz: float) -> np.ndarray:
    """A second of a voice whose pitch moves in a straight line."""
    f0_hz = np.linspace(first_hz, last_hz, SAMPLE_RATE)
    phase = 2 * np.pi * np.cumsum(f0_hz) / SAMPLE_RATE
    return np.float32(0.2 * sum(np.sin(n * phase) / n for n in range(1, 20)))


def read_by(
    spoken: np.ndarray, text: str, monkeypatch: pytest.MonkeyPatch
) -> np.ndarray:
    """Read a text by a voice that always sounds like this."""
    monkeypatch.setattr(reading, "synthesize", lambda *_, **__: spoken)
    return read(text, voice=None, find_aligner=lambda: None)


FALLING, RISING = glide(180, 120), glide(120, 180)


def test_a_question_of_yes_or_no_does_not_fall(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ends_low(FALLING)
    assert not ends_low(read_by(FALLING, "Do you want some coffee?", monkeypatch))


@pytest.mark.parametrize(
    ("spoken", "text"),
    [
        (FALLING, "I want some coffee."),
        (FALLING, "Where do you want it?"),
        (FALLING, "Is it tea or coffee?"),
        (RISING, "Do you want some coffee?"),
    ],
)
def test_any_other_ending_is_left_to_the_voice(
    spoken: np.ndarray, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_by(spoken, text, monkeypatch) is spoken
