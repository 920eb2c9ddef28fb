"""Widened bands hold the share of values that they claim."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.lab.training.bands.calibrate import (
    balanced_weights,
    calibration,
    widening,
)


def test_bands_that_are_too_narrow_are_widened_until_eight_of_ten_lie_inside() -> None:
    random = np.random.default_rng(0)
    truth = random.normal(size=(5000, 1))
    bands = np.tile([-0.4, 0.0, 0.8], (5000, 1, 1))
    lower, upper = widening(bands, truth, np.ones(5000))[0]
    inside = (truth > -0.4 * lower) & (truth < 0.8 * upper)
    assert inside.mean() == pytest.approx(0.8, abs=0.01)
    assert lower == pytest.approx(2 * upper, rel=0.1)  # half as wide to begin with


def test_what_is_hardly_known_is_left_alone() -> None:
    truth = np.full((100, 1), np.nan)
    bands = np.tile([-1.0, 0.0, 1.0], (100, 1, 1))
    assert widening(bands, truth, np.ones(100)).tolist() == [[1.0, 1.0]]


def test_a_large_group_does_not_decide_alone() -> None:
    weights = balanced_weights(np.array(["a", "b", "b", "b", "b"]))
    assert weights.tolist() == [1.0, 0.5, 0.5, 0.5, 0.5]


@pytest.fixture
def predicted() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two targets, of which networks know one; the bands without text, and the truth."""
    random = np.random.default_rng(0)
    known, noise = (random.normal(size=(5000, 2)) for _ in range(2))
    truth = np.stack([known[:, 0] + 0.3 * noise[:, 0], noise[:, 1]], axis=1)
    read = known[..., None] + 0.3 * np.array([-1.28, 0.0, 1.28])
    blind = np.tile([-1.28, 0.0, 1.28], (5000, 2, 1))
    return read, blind, truth


def test_a_measure_that_the_text_does_not_tell_has_the_band_of_its_style(
    predicted: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    found = calibration(*predicted, np.ones(5000))
    assert found.share.tolist() == [1.0, 0.0]
    read, blind, truth = predicted
    bands = found.of(read, blind)
    inside = (bands[..., 0] < truth) & (truth < bands[..., 2])
    assert inside.mean(axis=0) == pytest.approx([0.8, 0.8], abs=0.01)


def test_values_that_are_not_known_do_not_count(
    predicted: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    read, blind, truth = predicted
    truth[::2, 0] = np.nan
    assert calibration(read, blind, truth, np.ones(5000)).share.tolist() == [1.0, 0.0]
