"""Rate whole takes by ridge regression on pooled layers: no text, no alignment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve

from emotion_engine.delivery.ridge import RidgeRater
from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.lab.splits import within

from .logistic import standardisation

UPPER_MIDDLE_LAYERS = PooledInput((3, 4, 5), ("mean", "deviation"))


@dataclass(frozen=True, slots=True)
class DeliveryRecipe:
    """Everything that decides what is trained.

    Attributes
    ----------
    penalties : tuple of float
        L2 penalties for standardised features, to choose from by held-out speakers.
    """

    input: PooledInput = UPPER_MIDDLE_LAYERS
    penalties: tuple[float, ...] = (1000.0, 3000.0, 10000.0)
    n_inner_folds: int = 4
    seed: int = 0


@dataclass(frozen=True, slots=True)
class RatedTakes:
    """Pooled layers of takes that experts rated.

    Attributes
    ----------
    pooled : array, shape (n_variants, n_takes, n_layers + 1, n_statistics, hidden_size)
    scores : array, shape (n_takes, n_aspects)
    speakers : array of str, shape (n_takes,)
    """

    pooled: np.ndarray
    scores: np.ndarray
    speakers: np.ndarray

    def fit(
        self, train: np.ndarray, wanted: PooledInput, penalties: Sequence[float]
    ) -> list[LinearHead]:
        """Fit one head for each penalty on every variant of some takes."""
        shown = self.pooled[:, train].reshape(-1, *self.pooled.shape[2:])
        scores = np.tile(self.scores[train], (len(self.pooled), 1))
        return fit_ridge(shown, scores, wanted, penalties)


def train_delivery(
    takes: RatedTakes, train: np.ndarray, recipe: DeliveryRecipe
) -> tuple[RidgeRater, float]:
    """Train on some of the takes; return the model and the penalty that was chosen."""
    squared_error = np.zeros(len(recipe.penalties))
    inner = within(
        train, takes.speakers, n_folds=recipe.n_inner_folds, seed=recipe.seed
    )
    for fitted_on, held_out in inner:
        heads = takes.fit(fitted_on, recipe.input, recipe.penalties)
        recorded, truth = takes.pooled[0, held_out], takes.scores[held_out]
        squared_error += [np.square(head(recorded) - truth).sum() for head in heads]
    penalty = recipe.penalties[int(squared_error.argmin())]
    (linear,) = takes.fit(train, recipe.input, [penalty])
    return RidgeRater(linear), penalty


def fit_ridge(
    pooled: np.ndarray,
    scores: np.ndarray,
    wanted: PooledInput,
    penalties: Sequence[float],
) -> list[LinearHead]:
    """Fit one ridge regression on standardised features for each penalty.

    Parameters
    ----------
    pooled : array, shape (n_takes, n_layers + 1, n_statistics, hidden_size)
    scores : array, shape (n_takes, n_aspects)
    """
    features = np.float64(wanted.select(pooled))
    mean, scale = standardisation(features)
    features = (features - mean) / scale  # (n_takes, n_features)
    bias = scores.mean(axis=0)
    products = features.T @ features
    target = features.T @ (scores - bias)
    heads = []
    for penalty in penalties:
        ridge = products + penalty * np.eye(len(products))
        weight = solve(ridge, target, assume_a="pos", overwrite_a=True)
        parts = (np.float32(part) for part in (mean, scale, weight, bias))
        heads.append(LinearHead(wanted, *parts))
    return heads
