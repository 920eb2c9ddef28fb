"""Train the delivery head: ridge regression on pooled layers, and how far it wavers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh

from emotion_engine.delivery.model import DeliveryModel
from emotion_engine.encoders.linear_head import LinearHead, PooledInput

from .logistic import standardisation
from .splits import within

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
    penalties: tuple[float, ...] = (300.0, 1000.0, 3000.0, 10000.0)
    n_folds: int = 5
    n_inner_folds: int = 4
    seed: int = 0


def train_delivery(
    pooled: np.ndarray,
    scores: np.ndarray,
    speakers: Sequence[str],
    train: np.ndarray,
    recipe: DeliveryRecipe,
) -> tuple[DeliveryModel, float]:
    """Train on some of the takes; return the model and the penalty that was chosen.

    Parameters
    ----------
    pooled : array, shape (n_takes, n_layers + 1, n_statistics, hidden_size)
    scores : array, shape (n_takes, n_aspects)
    train : int array
        Which takes to learn from.
    """
    squared_error = np.zeros(len(recipe.penalties))
    inner = within(train, speakers, n_folds=recipe.n_inner_folds, seed=recipe.seed)
    for fitted_on, held_out in inner:
        heads = fit_ridge(
            pooled[fitted_on], scores[fitted_on], recipe.input, recipe.penalties
        )
        squared_error += [
            np.square(head(pooled[held_out]) - scores[held_out]).sum() for head in heads
        ]
    penalty = recipe.penalties[int(squared_error.argmin())]
    (linear,) = fit_ridge(pooled[train], scores[train], recipe.input, [penalty])
    return DeliveryModel("in training", linear), penalty


def fit_ridge(
    pooled: np.ndarray,
    scores: np.ndarray,
    wanted: PooledInput,
    penalties: Sequence[float],
) -> list[LinearHead]:
    """Fit one ridge regression for each penalty, from one decomposition.

    With more features than takes the problem is solved among the takes:
    ``weight = X' (X X' + penalty I)^-1 y``.
    """
    features = np.float32(wanted.select(pooled))
    mean, scale = standardisation(features)
    features = (features - mean) / scale  # (n_takes, n_features)
    bias = scores.mean(axis=0)
    values, vectors = eigh(np.float64(features @ features.T))
    rotated = vectors.T @ (scores - bias)
    heads = []
    for penalty in penalties:
        dual = vectors @ (rotated / (values.clip(min=0) + penalty)[:, None])
        weight = features.T @ np.float32(dual)
        heads.append(LinearHead(wanted, mean, scale, weight, np.float32(bias)))
    return heads


def repeatability(differences: np.ndarray, *, level: float = 0.95) -> tuple[float, ...]:
    """Return the half-width for each aspect that this share of differences respects.

    Parameters
    ----------
    differences : array, shape (n_alterations, n_takes, n_aspects)
        Score of the altered take minus that of the take as it was recorded.
    """
    size = np.abs(differences).reshape(-1, differences.shape[-1])
    return tuple(float(half) for half in np.quantile(size, level, axis=0))
