"""Resynthesis applies the requested changes, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.lab.detectors import track_f0
from emotion_engine.results import Span
from emotion_engine.resynthesis.world import Changes, analyse, synthesise
from tests.signals import SAMPLE_RATE, tone

MIDDLE = Span(0.5, 0.8)


@pytest.fixture(scope="module")
def voice() -> np.ndarray:
    """A steady vowel of 1.2 s at 150 Hz."""
    return tone(150.0, 1.2)


def changed(voice: np.ndarray, **changes: float) -> np.ndarray:
    """Change the middle of the vowel."""
    frames = analyse(voice)
    wanted = Changes.none(len(frames))
    for name, value in changes.items():
        getattr(wanted, name)[frames.frames_in(MIDDLE)] = value
    return synthesise(frames, wanted)


def level_db(waveform: np.ndarray, start_s: float, end_s: float) -> float:
    part = waveform[int(start_s * SAMPLE_RATE) : int(end_s * SAMPLE_RATE)]
    return float(10 * np.log10(np.mean(part**2)))


def f0_hz(waveform: np.ndarray, start_s: float, end_s: float) -> float:
    track = track_f0(waveform)
    inside = (track.times_s > start_s) & (track.times_s < end_s)
    return float(np.nanmedian(track.f0_hz[inside]))


def test_without_changes_length_level_and_melody_stay(voice) -> None:
    again = changed(voice)
    assert len(again) == pytest.approx(len(voice), abs=0.01 * SAMPLE_RATE)
    assert level_db(again, 0.2, 1.0) == pytest.approx(
        level_db(voice, 0.2, 1.0), abs=1.5
    )
    assert f0_hz(again, 0.2, 1.0) == pytest.approx(150, rel=0.01)


def test_a_stretched_part_lasts_longer_by_just_that(voice) -> None:
    longer = changed(voice, stretch=1.5)
    more_s = (len(longer) - len(changed(voice))) / SAMPLE_RATE
    assert more_s == pytest.approx(0.15, abs=0.01)


def test_gain_is_heard_where_it_was_put(voice) -> None:
    louder, plain = changed(voice * 0.1, gain_db=6.0), changed(voice * 0.1)
    within = level_db(louder, 0.55, 0.75) - level_db(plain, 0.55, 0.75)
    before = level_db(louder, 0.2, 0.4) - level_db(plain, 0.2, 0.4)
    assert within == pytest.approx(6.0, abs=0.7)
    assert before == pytest.approx(0.0, abs=0.3)


def test_a_shift_raises_the_voice_where_it_was_put(voice) -> None:
    higher = changed(voice, shift_st=4.0)
    assert f0_hz(higher, 0.57, 0.73) == pytest.approx(150 * 2 ** (4 / 12), rel=0.02)
    assert f0_hz(higher, 0.2, 0.4) == pytest.approx(150, rel=0.01)


def test_what_would_leave_full_scale_is_brought_down_as_a_whole(voice) -> None:
    loud = changed(voice, gain_db=30.0)
    assert np.abs(loud).max() <= 1.0
