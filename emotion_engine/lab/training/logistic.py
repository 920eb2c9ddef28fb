"""Logistic regression: with smoothed labels as a linear head, and of yes or no."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression

from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.errors import CorpusError

MAX_ITERATIONS = 150  # recall has converged; only the loss's last digits still change
SMOOTHING = 0.1  # actors do not always achieve the requested style


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
    smoothing: float = SMOOTHING,
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
    smoothing : float
        Share of each take's label that is spread over all labels (Szegedy et al.,
        CVPR 2016).
    """
    if absent := set(labels) - set(styles):
        raise CorpusError(f"No take to learn {sorted(absent)} from.")
    features = np.float32(wanted.select(pooled))
    mean, scale = standardisation(features)
    truth = np.array([list(labels).index(style) for style in styles])
    targets = np.eye(len(labels), dtype=np.float32)[truth] * (1 - smoothing)
    targets += smoothing / len(labels)
    weight, bias = minimise((features - mean) / scale, targets, strength)
    return LinearHead(wanted, mean, scale, weight, bias)


def minimise(
    features: np.ndarray, targets: np.ndarray, strength: float
) -> tuple[np.ndarray, np.ndarray]:
    """Find the weights of the smallest penalised cross-entropy, by L-BFGS.

    Parameters
    ----------
    features : float32 array, shape (n_takes, n_features)
        Standardised.
    targets : float32 array, shape (n_takes, n_outputs)
        Rows sum to 1.

    Returns
    -------
    weight : float32 array, shape (n_features, n_outputs)
    bias : float32 array, shape (n_outputs,)
    """
    n_features, n_outputs = features.shape[1], targets.shape[1]

    def split(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        both = np.float32(flat).reshape(n_features + 1, n_outputs)
        return both[:-1], both[-1]

    def loss_and_gradient(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weight, bias = split(flat)
        logs = log_softmax(features @ weight + bias, axis=1)
        error = np.exp(logs) - targets
        loss = 0.5 / strength * np.square(weight).sum() - (targets * logs).sum()
        gradient = np.vstack([features.T @ error + weight / strength, error.sum(0)])
        return float(loss), gradient.ravel().astype(np.float64)

    start = np.zeros((n_features + 1) * n_outputs)
    options = {"maxiter": MAX_ITERATIONS}
    found = minimize(
        loss_and_gradient, start, jac=True, method="L-BFGS-B", options=options
    )
    return split(found.x)


def fit_sums(
    evidence: np.ndarray, truth: Sequence[bool], *, strength: float
) -> tuple[np.ndarray, float]:
    """Fit weights and bias whose sums with the evidence are log-odds that it is true.

    Parameters
    ----------
    evidence : array, shape (n_rows, n_features)
    strength : float
        Inverse of the L2 penalty for standardised features.
    """
    mean, scale = standardisation(evidence)
    fitted = LogisticRegression(C=strength, max_iter=1000).fit(
        (evidence - mean) / scale, truth
    )
    weights = fitted.coef_[0] / scale
    return weights, float(fitted.intercept_[0] - mean @ weights)


def sums_out_of_fold(
    evidence: np.ndarray, truth: Sequence[bool], folds: np.ndarray, *, strength: float
) -> np.ndarray:
    """Return for each row the sum by weights that its fold was not learnt for."""
    sums, is_true = np.empty(len(evidence)), np.array(truth)
    for fold in np.unique(folds):
        own = folds == fold
        weights, bias = fit_sums(evidence[~own], is_true[~own], strength=strength)
        sums[own] = evidence[own] @ weights + bias
    return sums
