"""Multinomial logistic regression on soft labels, some of which are not known apart."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_softmax

from .targets import ALIKE, Targets

MAX_ITERATIONS = 120
NEVER = -1e9  # logit of a style that a corpus does not have


def fit_soft(
    features: np.ndarray, targets: Targets, labels: tuple[str, ...], strength: float
) -> tuple[np.ndarray, np.ndarray]:
    """Find the weights of the smallest penalised cross-entropy, by L-BFGS.

    Parameters
    ----------
    features : float32 array, shape (n_takes, n_features)
    strength : float
        Inverse of the L2 penalty (``C``).

    Returns
    -------
    weight : float32 array, shape (n_features, n_labels)
    bias : float32 array, shape (n_labels,)
    """
    n_features, n_labels = features.shape[1], len(labels)
    mask = np.where(targets.allowed, 0.0, NEVER).astype(np.float32)
    among = np.isin(labels, ALIKE)
    weights = targets.weights[:, None]

    def split(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        both = np.float32(flat).reshape(n_features + 1, n_labels)
        return both[:-1], both[-1]

    def loss_and_gradient(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weight, bias = split(flat)
        logs = log_softmax(features @ weight + bias + mask, axis=1)
        found = np.exp(logs)
        wanted = shared_out(targets, found, among)
        spread = wanted * np.log(np.maximum(wanted, 1e-12))
        fixed = targets.values * np.log(np.maximum(targets.values, 1e-12))
        alike = targets.alike[:, None] & among
        unknown = (weights * np.where(alike, spread - fixed, 0.0)).sum()
        said = np.where(targets.allowed, wanted * logs, 0.0)
        likelihood = (weights * said).sum() - unknown
        loss = 0.5 / strength * np.square(weight).sum() - likelihood
        error = weights * (found - wanted)
        gradient = np.vstack([features.T @ error + weight / strength, error.sum(0)])
        return float(loss), gradient.ravel().astype(np.float64)

    start = np.zeros((n_features + 1) * n_labels)
    found = minimize(
        loss_and_gradient,
        start,
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": MAX_ITERATIONS},
    )
    return split(found.x)


def shared_out(targets: Targets, found: np.ndarray, among: np.ndarray) -> np.ndarray:
    """Share what is known only in sum out as the model itself does.

    The gradient of the cross-entropy of a sum is that of its parts, each wanted in the
    proportion in which it was found.
    """
    sums = found[:, among].sum(1, keepdims=True)
    wanted = targets.values[:, among].sum(1, keepdims=True)
    parts = found[:, among] / np.maximum(sums, 1e-12) * wanted
    shared = targets.values.copy()
    shared[:, among] = np.where(targets.alike[:, None], parts, shared[:, among])
    return shared
