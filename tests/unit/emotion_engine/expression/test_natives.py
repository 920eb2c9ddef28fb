"""A probability is placed among those of the natives."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emotion_engine.expression import natives
from emotion_engine.expression.natives import share_at_or_below

RANKS = st.lists(st.floats(0, 1), min_size=2, max_size=21).map(sorted)


@settings(deadline=None)
@given(RANKS, st.floats(0, 1), st.floats(0, 1))
def test_more_is_never_placed_lower(
    ranks: list[float], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert 0 <= share_at_or_below(low, ranks) <= share_at_or_below(high, ranks) <= 1


@settings(deadline=None)
@given(RANKS)
def test_the_best_native_is_at_the_top(ranks: list[float]) -> None:
    assert share_at_or_below(ranks[-1], ranks) == 1


def test_below_all_natives_is_nothing() -> None:
    assert share_at_or_below(0.1, [0.2, 0.5, 0.9]) == 0


def test_it_is_the_share_of_many_natives() -> None:
    values = np.sort(np.random.default_rng(0).beta(2, 1, 5000))
    ranks = np.quantile(values, np.linspace(0, 1, 21))
    for value in (0.2, 0.5, 0.8, 0.95):
        share = np.mean(values <= value)
        # 21 ranks hold the curve to within a step's bend
        assert share_at_or_below(value, ranks) == pytest.approx(share, abs=0.01)


def test_the_examples_hold() -> None:
    assert doctest.testmod(natives).failed == 0
