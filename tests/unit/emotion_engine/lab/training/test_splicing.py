"""What was cut out of a take is gone, and nothing else."""

from __future__ import annotations

import numpy as np

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.lab.training.splicing import FADE_S, cut_out
from emotion_engine.results import Span

N_FADED = round(FADE_S * SAMPLE_RATE)


def steps() -> np.ndarray:
    """A second of which each tenth has a value of its own."""
    return np.repeat(np.arange(10, dtype=np.float32), SAMPLE_RATE // 10)


def test_stretches_are_removed_in_any_order() -> None:
    left = cut_out(steps(), [Span(0.2, 0.3), Span(0.6, 0.8)])
    assert len(left) == 0.7 * SAMPLE_RATE - 2 * N_FADED
    kept = {0, 1, 3, 4, 5, 8, 9}
    lasting = {value for value in range(10) if np.sum(left == value) > N_FADED}
    assert lasting == kept


def test_the_join_has_no_jump() -> None:
    left = cut_out(steps(), [Span(0.2, 0.8)])
    assert np.abs(np.diff(left)).max() <= 1.0


def test_a_stretch_at_the_edge_leaves_the_rest_as_it_was() -> None:
    assert np.array_equal(cut_out(steps(), [Span(0.5, 1.2)]), steps()[:8000])
    assert np.array_equal(cut_out(steps(), [Span(-0.1, 0.5)]), steps()[8000:])
    assert np.array_equal(cut_out(steps(), []), steps())
