"""Prominence goes where the mark says: duration, level and F0 are exchanged."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.alignment.aligner import Alignment
from emotion_engine.features.nucleus import measure_nuclei
from emotion_engine.lab.detectors import track_f0
from emotion_engine.lab.training.moved_prominence import (
    TREATMENTS,
    exchange,
    move,
    stretches,
)
from emotion_engine.results import Span
from emotion_engine.resynthesis.world import Changes, analyse
from tests.signals import SAMPLE_RATE, silence, tone
from tests.spoken import aligned


def test_the_stronger_one_gives_what_the_weaker_one_lacks() -> None:
    assert exchange(6.0, least=2.0, further=0.0, most=14.0) == 6.0
    after = -1.0 - 2 * exchange(-1.0, least=2.0, further=0.0, most=14.0)
    assert after == -2.0  # the stressed one was weaker: now it is so by the least


def test_durations_change_places() -> None:
    old, new = stretches(Span(0.0, 0.2), Span(0.3, 0.4), further=0.0)
    assert (old, new) == pytest.approx((0.5, 2.0))


def two_syllables() -> tuple[np.ndarray, Alignment]:
    """A loud, high vowel and a soft, low one, as long as each other."""
    strong, weak = tone(200.0, 0.14, rms=0.2), tone(150.0, 0.14, rms=0.05)
    parts = (silence(0.03), strong, silence(0.06), weak, silence(0.1))
    return np.concatenate(parts), aligned([1, 0])


def test_a_swap_moves_about_half_of_the_words() -> None:
    waveform, alignment = two_syllables()
    frames, word = analyse(waveform), alignment.words[0]
    changes = Changes.none(len(frames))
    seeds = (np.random.default_rng(seed) for seed in range(20))
    marks = [TREATMENTS["swap"](frames, changes, word, one) for one in seeds]
    assert 4 < sum(marks) < 16  # about half


def test_what_is_marked_is_what_is_heard() -> None:
    waveform, alignment = two_syllables()
    treated = (
        move(waveform, alignment, "swap", np.random.default_rng(seed))
        for seed in range(20)
    )
    moved = next(one for one in treated if one.stressed == {0: 1})
    long_s = len(moved.waveform) / SAMPLE_RATE
    spans = [Span(0.06, 0.12), Span(long_s - 0.2, long_s - 0.14)]
    first, second = measure_nuclei(moved.waveform, spans, track_f0(moved.waveform))
    assert second.level_db > first.level_db + 3
    assert second.f0_median_st > first.f0_median_st + 2


def test_a_control_is_only_resynthesised() -> None:
    waveform, alignment = two_syllables()
    moved = move(waveform, alignment, "control", np.random.default_rng(0))
    assert moved.stressed == {0: 0}
    assert len(moved.waveform) == pytest.approx(len(waveform), abs=160)
