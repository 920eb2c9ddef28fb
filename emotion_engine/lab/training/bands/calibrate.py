"""Widen predicted bands until they hold the share of natives that they claim.

Conformalized quantile regression (Romano, Patterson & Candès, NeurIPS 2019), with half
bands scaled instead of shifted, so that what is predicted narrow stays narrow.
"""

from __future__ import annotations

import numpy as np

from emotion_engine.profiles.expected.network import BandNetwork

INSIDE = 0.9  # of all values above the lower end, and below the upper one
LEAST_KNOWN = 20


def widening_of(
    network: BandNetwork, features: np.ndarray, truth: np.ndarray, weights: np.ndarray
) -> np.ndarray:
    """Return by how much the half bands of each target have to be widened.

    Parameters
    ----------
    truth : array, shape (n_rows, n_targets)
        Of takes that the network did not learn from.
    weights : array, shape (n_rows,)

    Returns
    -------
    float32 array, shape (n_targets, 2)
    """
    bands, _ = network.bands(features)
    return widening(bands, truth, weights)


def widening(bands: np.ndarray, truth: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the factors for bands, shape (n_rows, n_targets, 3), of held-out rows."""
    factors = np.ones((truth.shape[1], 2), np.float32)
    for target, own in enumerate(np.moveaxis(bands, 1, 0)):
        known = np.isfinite(truth[:, target])
        if known.sum() < LEAST_KNOWN:
            continue
        low, median, high = own[known].T
        value, weight = truth[known, target], weights[known]
        factors[target] = [
            share_within((median - value) / (median - low), weight),
            share_within((value - median) / (high - median), weight),
        ]
    return np.maximum(factors, 0.05)


def share_within(distances: np.ndarray, weights: np.ndarray) -> float:
    """Return the distance that the required share of the rows does not exceed."""
    return float(np.quantile(distances, INSIDE, weights=weights, method="inverted_cdf"))


def balanced_weights(groups: np.ndarray) -> np.ndarray:
    """Return weights by which a group counts as the root of its rows, shape (n_rows,).

    Neither does the largest corpus decide alone, nor do a few takes of the smallest.
    """
    _, at, counts = np.unique(groups, return_inverse=True, return_counts=True)
    return counts[at] ** -0.5
