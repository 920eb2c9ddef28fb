"""Few natives against the expectation: each counts for what it knows."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.profiles.build import build_profiles
from emotion_engine.profiles.combine import combine, combine_band, weighed
from emotion_engine.profiles.expected.targets import SYLLABLE, TAKE
from emotion_engine.profiles.natives import Origin
from emotion_engine.profiles.store import Band, Evidence, NativeProfile
from tests.spoken import native_takes

PRIOR = Band(-1.0, 0.0, 1.0)
BETWEEN = dict.fromkeys((*SYLLABLE, *TAKE, "melody"), 0.5)


def test_without_natives_the_expectation_stays() -> None:
    assert combine_band([None, np.nan], PRIOR, 0.5) == PRIOR


def test_the_more_natives_the_more_they_count() -> None:
    middles = [combine_band([2.0] * n, PRIOR, 0.5).median for n in (1, 3, 12, 200)]
    assert middles == sorted(middles)
    assert middles[0] == pytest.approx(1.0)  # one native, as much known as expected
    assert middles[-1] == pytest.approx(2.0, abs=0.02)


def test_three_natives_who_agree_are_no_band_of_three_points() -> None:
    band = combine_band([2.0, 2.01, 2.02], PRIOR, 0.5)
    assert band.high - band.low > 0.5 * (PRIOR.high - PRIOR.low)


def test_where_sentences_do_not_differ_natives_do_not_move_the_middle() -> None:
    assert combine_band([2.0, 2.0], PRIOR, 0.0).median == 0.0


def test_a_band_holds_eight_of_ten_further_natives_of_its_sentence() -> None:
    random = np.random.default_rng(0)
    inside = []
    for _ in range(4000):
        middle = random.normal(0, np.sqrt(0.5))
        seen, further = np.split(random.normal(middle, np.sqrt(0.5), 4), [3])
        band = combine_band(seen, Band(-1.2816, 0.0, 1.2816), 0.5)
        inside.append(band.low <= further[0] <= band.high)
    assert np.mean(inside) == pytest.approx(0.8, abs=0.02)  # three standard errors


def test_shares_of_few_are_drawn_towards_those_expected() -> None:
    assert weighed((1.0,), (0.0,), 4) == (0.5,)
    assert weighed((), (0.3,), 4) == (0.3,)


@pytest.fixture
def expected() -> NativeProfile:
    (profile,) = build_profiles(native_takes(8), Origin("others", "none", "none"))
    return profile


def test_a_combined_profile_names_its_natives_and_lies_between(
    expected: NativeProfile,
) -> None:
    takes = native_takes(3, shift_st=3.0)
    found = combine(takes, expected, Origin("three", "free", "American"), BETWEEN)
    assert found.evidence is Evidence.COMBINED
    assert (found.source, found.n_speakers) == ("three", 3)
    prior, own = expected.syllables[0].f0, found.syllables[0].f0
    assert own.low <= prior.median <= own.high  # all say 0
    melody = [p.syllables[0].melody[0].median for p in (expected, found)]
    assert melody[0] < melody[1] < 4 + 3.0 - 0.4  # the mean of the three
