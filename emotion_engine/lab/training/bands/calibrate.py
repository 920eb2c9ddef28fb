"""Widen predicted bands until they hold the share of natives that they claim.

Conformalized quantile regression (Romano, Patterson & Candès, NeurIPS 2019), with half
bands scaled instead of shifted, so that what is predicted narrow stays narrow. Each style
has factors of its own: actors who perform differ more than people who read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from emotion_engine.profiles.expected.network import calibrated, mixed, widened

SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
PERCENTILES = np.array([0.1, 0.5, 0.9])
INSIDE = 0.9  # of all values above the lower end, and below the upper one
LEAST_KNOWN = 20
ENOUGH_OF_STYLE = 100  # rows; a style with fewer is calibrated with all others


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the networks of one level count for, and how much bands are widened.

    Attributes
    ----------
    share : float32 array, shape (n_styles, n_targets)
    widening : float32 array, shape (n_styles, n_targets, 2)
        As of ``BandNetwork``.
    """

    share: np.ndarray
    widening: np.ndarray

    def of(self, read: np.ndarray, blind: np.ndarray, styles: np.ndarray) -> np.ndarray:
        """Return calibrated bands, shape (n_rows, n_targets, 3)."""
        return calibrated(read, blind, styles, self.share, self.widening)


def calibration(
    read: np.ndarray,
    blind: np.ndarray,
    truth: np.ndarray,
    weights: np.ndarray,
    styles: np.ndarray,
) -> Calibration:
    """Find for each style what makes its bands right.

    Parameters
    ----------
    read, blind : arrays, shape (n_rows, n_targets, 3)
        Of takes that nothing was learnt from.
    truth : array, shape (n_rows, n_targets)
    weights : array, shape (n_rows,)
    styles : array, shape (n_rows, n_styles)
        1 for the style of a row.
    """
    everyone = np.ones(len(truth), bool)
    found = []
    for own in styles.T > 0:
        rows = own if own.sum() >= ENOUGH_OF_STYLE else everyone
        found.append(best_mixture(read[rows], blind[rows], truth[rows], weights[rows]))
    return Calibration(
        np.array([share for share, _ in found]),
        np.array([factors for _, factors in found]),
    )


def best_mixture(
    read: np.ndarray, blind: np.ndarray, truth: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Mix the networks' bands with those that know no text, and widen them.

    Each target has the share of the networks with which its bands, widened, miss least
    of the rows. A measure that does not depend on the text has the band of its style.

    Returns
    -------
    share : array, shape (n_targets,)
    widening : array, shape (n_targets, 2)
    """
    n_targets = truth.shape[1]
    found = []
    for share in SHARES:
        shares = np.full(n_targets, share, np.float32)
        bands = mixed(read, blind, shares)
        factors = widening(bands, truth, weights)
        found.append((factors, missed(widened(bands, factors), truth, weights)))
    best = np.argmin([loss for _, loss in found], axis=0)
    at = np.arange(n_targets)
    return np.array(SHARES)[best], np.array([own for own, _ in found])[best, at]


def missed(bands: np.ndarray, truth: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the mean pinball loss of each target, shape (n_targets,); 0 if unknown."""
    errors = truth[..., None] - bands  # (n_rows, n_targets, 3)
    losses = np.maximum(PERCENTILES * errors, (PERCENTILES - 1) * errors).sum(axis=-1)
    known = np.isfinite(losses) * weights[:, None]
    total = np.where(np.isfinite(losses), losses, 0.0) * known
    return total.sum(axis=0) / np.maximum(known.sum(axis=0), 1e-9)


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
    """Return weights by which all groups count the same, shape (n_rows,).

    A learner is of no corpus, so the largest must not decide.
    """
    _, at, counts = np.unique(groups, return_inverse=True, return_counts=True)
    return 1.0 / counts[at]
