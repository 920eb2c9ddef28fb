"""The interval of a probability is where it lies when the same take is altered."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.expression.spread import Spread

EDGES = (0.0, 0.5, 1.0)


def test_the_interval_holds_nine_in_ten_altered_probabilities() -> None:
    generator = np.random.default_rng(0)
    recorded = np.repeat([0.2, 0.8], 5000)
    altered = recorded + np.where(
        recorded < 0.5, generator.uniform(-0.1, 0.1, 10000), 0.0
    )
    spread = Spread.of(recorded, altered, EDGES)
    assert spread.around(0.2) == pytest.approx((0.11, 0.29), abs=0.005)
    assert spread.around(0.8) == pytest.approx((0.8, 0.8))
    low, high = spread.around(0.5)  # halfway between the levels
    assert high - low == pytest.approx(0.09, abs=0.005)


def test_an_interval_holds_its_value_beyond_the_levels_too() -> None:
    spread = Spread((0.3, 0.7), (0.35, 0.4), (0.5, 0.6))
    assert spread.around(0.1) == (0.1, 0.5)
    assert spread.around(0.3) == (0.3, 0.5)
    assert spread.around(0.9) == (0.4, 0.9)


def test_a_group_without_takes_has_no_level() -> None:
    spread = Spread.of(np.array([0.1, 0.2]), np.array([0.1, 0.4]), EDGES)
    assert spread.levels == pytest.approx((0.15,))


def test_a_card_without_it_has_none() -> None:
    assert Spread.of_card({}) is None
    values = {"levels": [0.1], "low": [0.0], "high": [0.2], "date": "today"}
    assert Spread.of_card({"spread": values}) == Spread((0.1,), (0.0,), (0.2,))
