"""Multinomial logistic regression on pooled layers, as a linear head."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.errors import CorpusError

MAX_ITERATIONS = 150  # recall no longer changes; the last digits of the loss still do


def standardisation(features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and standard deviation of each feature, the latter never 0."""
    deviation = features.std(axis=0)
    return features.mean(axis=0), np.where(deviation > 0, deviation, 1.0)


def fit_logistic(
    pooled: np.ndarray,
    styles: Sequence[str],
    labels: Sequence[str],
    wanted: PooledInput,
    *,
    strength: float,
) -> LinearHead:
    """Fit one linear head.

    Parameters
    ----------
    pooled : array, shape (n_takes, n_layers + 1, n_statistics, hidden_size)
    styles : sequence of str, length n_takes
    labels : sequence of str
        The order of the outputs; each must occur in ``styles``.
    strength : float
        Inverse of the L2 penalty (``C``) for standardised features.
    """
    if absent := set(labels) - set(styles):
        raise CorpusError(f"No take to learn {sorted(absent)} from.")
    features = np.float32(wanted.select(pooled))
    mean, scale = standardisation(features)
    index = {label: i for i, label in enumerate(labels)}
    model = LogisticRegression(C=strength, max_iter=MAX_ITERATIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit((features - mean) / scale, [index[style] for style in styles])
    weight, bias = model.coef_.T, model.intercept_
    if len(labels) == 2:  # scikit-learn then keeps the second label's logit only
        weight, bias = (
            np.hstack([-weight, weight]) / 2,
            np.array([-bias[0], bias[0]]) / 2,
        )
    return LinearHead(wanted, mean, scale, np.float32(weight), np.float32(bias))
