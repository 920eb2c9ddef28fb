"""Widened bands hold the share of values that they claim."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.lab.training.bands.calibrate import (
    balanced_weights,
    best_mixture,
    calibration,
    widening,
)
from emotion_engine.profiles.expected.network import mixed, widened


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


def test_a_large_group_counts_no_more_than_a_small_one() -> None:
    weights = balanced_weights(np.array(["a", "b", "b", "b", "b"]))
    assert weights.tolist() == [1.0, 0.25, 0.25, 0.25, 0.25]


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
    share, factors = best_mixture(*predicted, np.ones(5000))
    assert share.tolist() == [1.0, 0.0]
    read, blind, truth = predicted
    bands = widened(mixed(read, blind, share), factors)
    inside = (bands[..., 0] < truth) & (truth < bands[..., 2])
    assert inside.mean(axis=0) == pytest.approx([0.8, 0.8], abs=0.01)


def test_values_that_are_not_known_do_not_count(
    predicted: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    read, blind, truth = predicted
    truth[::2, 0] = np.nan
    assert best_mixture(read, blind, truth, np.ones(5000))[0].tolist() == [1.0, 0.0]


def test_a_style_in_which_natives_differ_more_has_wider_bands_of_its_own(
    predicted: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    _, blind, truth = predicted
    styles = np.repeat(np.eye(3), [2500, 2490, 10], axis=0)  # of the third hardly any
    truth[2500:] *= 2
    found = calibration(blind, blind, truth, np.ones(5000), styles)
    inside = found.of(blind, blind, styles)
    for own in (slice(0, 2500), slice(2500, 4990)):
        held = (inside[own, :, 0] < truth[own]) & (truth[own] < inside[own, :, 2])
        assert held.mean(axis=0) == pytest.approx([0.8, 0.8], abs=0.01)
    plain, lively, rare = found.widening[:, 1, 1]
    assert lively == pytest.approx(2 * plain, rel=0.1)
    assert plain < rare < lively  # that of all
