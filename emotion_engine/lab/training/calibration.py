"""Calibration of logits to probabilities, and the threshold for abstaining."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax


def fit_temperature(logits: np.ndarray, truth: np.ndarray) -> float:
    """Choose the temperature that maximises the likelihood of held-out labels.

    Guo et al., "On calibration of modern neural networks", ICML 2017.

    Parameters
    ----------
    logits : array, shape (n_takes, n_labels)
        Of takes whose speakers the model was not trained on.
    truth : int array, shape (n_takes,)
        Indices of the true labels.
    """

    def loss(log_temperature: float) -> float:
        scaled = log_softmax(logits / np.exp(log_temperature), axis=1)
        return -float(scaled[np.arange(len(truth)), truth].mean())

    best = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20)), method="bounded")
    return float(np.exp(best.x))


def choose_threshold(
    confidence: np.ndarray, correct: np.ndarray, *, precision: float
) -> float:
    """Return the lowest confidence from which answers are right often enough.

    If no threshold reaches the required precision, only the surest answer is given.

    >>> choose_threshold(np.array([0.9, 0.8, 0.7, 0.6]), np.array([1, 1, 0, 0]),
    ...                  precision=0.6)
    0.7
    """
    order = np.argsort(-confidence, kind="stable")
    right_so_far = np.cumsum(correct[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(right_so_far >= precision)
    return float(confidence[order][enough[-1] if len(enough) else 0])


def abstention_curve(
    confidence: np.ndarray, correct: np.ndarray, thresholds: Sequence[float]
) -> list[dict[str, float | None]]:
    """Return for each threshold how many takes are answered, and how many rightly."""
    curve = []
    for threshold in thresholds:
        answered = confidence >= threshold
        right = float(correct[answered].mean()) if answered.any() else None
        curve.append(
            {
                "threshold": float(threshold),
                "answered": float(answered.mean()),
                "precision": right,
            }
        )
    return curve
