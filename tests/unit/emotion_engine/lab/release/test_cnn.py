"""Probabilities are measured with a temperature that has not seen their takes."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.lab.release.cnn import figures, tempered
from emotion_engine.lab.splits import Fold
from emotion_engine.lab.training.calibration import fit_temperature


@pytest.fixture
def made() -> tuple[np.ndarray, np.ndarray, list[Fold]]:
    """Two folds: one whose logits boast three times as much as the other's."""
    generator = np.random.default_rng(0)
    truth = generator.integers(0, 3, 400)
    logits = generator.normal(0, 1, (400, 3))
    logits[np.arange(400), truth] += 1.5
    logits[200:] *= 3
    first, second = np.arange(200), np.arange(200, 400)
    folds = [Fold("1", second, first), Fold("2", first, second)]
    return logits, truth, folds


def test_each_fold_is_scaled_by_what_the_others_want(made) -> None:
    logits, truth, folds = made
    scaled = tempered(logits, truth, folds)
    for fold in folds:
        wanted = fit_temperature(logits[fold.train], truth[fold.train])
        np.testing.assert_allclose(scaled[fold.test], logits[fold.test] / wanted)


def test_a_fold_unlike_the_others_costs_calibration_and_no_accuracy(made) -> None:
    logits, truth, folds = made
    honest = figures(tempered(logits, truth, folds), truth, "abc")
    seen = figures(logits / fit_temperature(logits, truth), truth, "abc")
    assert honest["ua"] == seen["ua"]
    assert honest["ece"] > seen["ece"]
