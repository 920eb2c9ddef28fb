"""How far a take moves beside a usual one, and what is scaled by it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.profiles.build import build_profiles
from emotion_engine.profiles.compare import compare
from emotion_engine.profiles.natives import Origin
from emotion_engine.profiles.spread import (
    NARROWEST,
    USUAL,
    USUAL_ST,
    WIDEST,
    as_in_take,
    beside_usual,
    spread_of,
)
from emotion_engine.profiles.store import Evidence, NativeProfile
from tests.spoken import flat_melody, native_takes, said_word

TAKE = native_takes(1)[0]


def voice(deviation: float, n_syllables: int = 400) -> np.ndarray:
    """Melodies of a normal distribution, shape (n_syllables, 6)."""
    return np.random.default_rng(0).normal(0.0, deviation, (n_syllables, 6))


@pytest.mark.parametrize("times", [0.7, 1.0, 2.0])
def test_a_take_moves_as_many_times_further_as_its_melody_is_spread(
    times: float,
) -> None:
    found = beside_usual(voice(times * USUAL_ST), USUAL_ST)
    assert found == pytest.approx(times, rel=0.03)  # 2,400 points


def test_errors_of_the_contour_hardly_widen_a_take() -> None:
    melody = voice(USUAL_ST)
    melody[::50] += 12.0  # an octave, in one syllable of fifty
    assert beside_usual(melody, USUAL_ST) == pytest.approx(1.1, abs=0.05)


def test_a_monotone_is_not_given_a_band_as_narrow_as_itself() -> None:
    assert beside_usual(voice(0.01), USUAL_ST) == NARROWEST
    assert beside_usual(voice(100.0), USUAL_ST) == WIDEST


def test_few_syllables_say_less_of_a_take() -> None:
    short, long = (beside_usual(voice(2 * USUAL_ST, n), USUAL_ST) for n in (3, 400))
    assert 1.0 < short < long


def test_a_take_of_which_hardly_anything_is_voiced_counts_as_usual() -> None:
    silent = np.full((9, 6), np.nan)
    silent[:2] = voice(9.0, 2)
    assert beside_usual(silent, USUAL_ST) == 1.0
    assert beside_usual(np.empty((0,)), USUAL_ST) == 1.0


def test_words_that_were_not_heard_do_not_count() -> None:
    words = (said_word(0, (0, 1), heard=False), said_word(1, (1,), heard=False))
    assert spread_of(words, TAKE.melody) == USUAL


@pytest.fixture
def profile() -> NativeProfile:
    return build_profiles(native_takes(), Origin("made by hand", "none", "none"))[0]


def test_what_was_measured_of_natives_is_not_scaled(profile: NativeProfile) -> None:
    assert as_in_take(profile, TAKE.words, TAKE.melody) is profile


@pytest.mark.parametrize("evidence", [Evidence.COMBINED, Evidence.EXPECTED])
def test_what_is_expected_is_scaled_to_the_take(
    profile: NativeProfile, evidence: Evidence
) -> None:
    expected = replace(profile, evidence=evidence)
    pitch, level = spread_of(TAKE.words, TAKE.melody)
    found = as_in_take(expected, TAKE.words, TAKE.melody).syllables[0]
    before = profile.syllables[0]
    assert pitch != 1.0
    assert found.melody[0].low == pytest.approx(pitch * before.melody[0].low)
    assert found.f0.high == pytest.approx(pitch * before.f0.high)
    assert found.level.median == pytest.approx(level * before.level.median)
    assert found.duration == before.duration


def test_a_flat_voice_is_below_the_expected_range_all_the_same(
    profile: NativeProfile,
) -> None:
    expected = replace(profile, evidence=Evidence.EXPECTED)
    flat = flat_melody(0.9, 0.0)
    found = compare(TAKE.words, flat, TAKE.pauses, expected)
    usual = compare(TAKE.words, flat, TAKE.pauses, profile)
    assert found.measures == usual.measures
    assert found.melody[0].low_st == pytest.approx(NARROWEST * usual.melody[0].low_st)
