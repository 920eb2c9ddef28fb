"""Calibration recovers a known truth."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from scipy.special import softmax

from emotion_engine.lab.training import calibration
from emotion_engine.lab.training.calibration import (
    abstention_curve,
    choose_threshold,
    fit_temperature,
)


@pytest.mark.parametrize("factor", [0.4, 1.0, 3.0])
def test_the_temperature_undoes_a_wrong_scale(factor: float) -> None:
    generator = np.random.default_rng(0)
    logits = generator.normal(0, 2, (6000, 4))
    shares = softmax(logits, axis=1)
    truth = np.array([generator.choice(4, p=share) for share in shares])
    # 6000 draws know the scale to within a few per cent
    assert fit_temperature(logits * factor, truth) == pytest.approx(factor, rel=0.08)


def test_answers_above_the_threshold_are_right_often_enough() -> None:
    generator = np.random.default_rng(0)
    confidence = generator.uniform(0.2, 1, 4000)
    correct = generator.random(4000) < confidence
    threshold = choose_threshold(confidence, correct, precision=0.85)
    answered = confidence >= threshold
    assert correct[answered].mean() >= 0.85
    assert threshold == pytest.approx(0.7, abs=0.05)  # the mean above 0.7 is 0.85


def test_without_any_precise_answer_only_the_surest_is_given() -> None:
    confidence, correct = np.array([0.5, 0.9, 0.7]), np.zeros(3)
    assert choose_threshold(confidence, correct, precision=0.9) == 0.9


def test_the_abstention_curve_counts_answers_and_right_ones() -> None:
    curve = abstention_curve(
        np.array([0.9, 0.8, 0.4, 0.2]), np.array([1, 0, 1, 0]), (0.0, 0.5, 0.95)
    )
    assert [point["answered"] for point in curve] == [1.0, 0.5, 0.0]
    assert [point["precision"] for point in curve] == [0.5, 0.5, None]


def test_the_examples_hold() -> None:
    assert doctest.testmod(calibration).failed == 0
