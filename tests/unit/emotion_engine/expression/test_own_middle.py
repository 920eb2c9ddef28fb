"""A voice's middle is the running mean of its takes, apart by the style asked."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.expression.own_middle import OwnMiddle

SHAPE = (2, 3, 4)


def test_takes_one_by_one_give_the_same_middle_as_all_at_once() -> None:
    takes = np.random.default_rng(0).normal(size=(5, *SHAPE))
    running = OwnMiddle()
    for number, take in enumerate(takes):
        running = running.with_take(take, "sad" if number < 2 else "neutral")
    whole = OwnMiddle.of({"sad": takes[:2], "neutral": takes[2:]})
    assert running.count == whole.count == 5
    assert dict(running.counts) == {"sad": 2, "neutral": 3}
    for style in ("sad", "neutral"):
        assert running.means[style] == pytest.approx(whole.means[style], abs=1e-6)


def test_one_more_take_leaves_the_middle_before_it_as_it_was() -> None:
    before = OwnMiddle().with_take(np.ones(SHAPE), "neutral")
    after = before.with_take(np.zeros(SHAPE), "neutral")
    assert (before.count, after.count) == (1, 2)
    assert before.means["neutral"] == pytest.approx(np.ones(SHAPE))
    assert after.means["neutral"] == pytest.approx(np.full(SHAPE, 0.5))
