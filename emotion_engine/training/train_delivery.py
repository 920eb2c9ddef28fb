"""Train the delivery head: ridge regression on pooled layers, and how far it wavers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve

from emotion_engine.delivery.model import DeliveryModel
from emotion_engine.encoders.linear_head import LinearHead, PooledInput

from .alterations import AS_RECORDED, MIXED, Alteration
from .corpora import Corpus
from .feature_cache import FeatureCache
from .logistic import standardisation
from .splits import within

UPPER_MIDDLE_LAYERS = PooledInput((3, 4, 5), ("mean", "deviation"))


@dataclass(frozen=True, slots=True)
class DeliveryRecipe:
    """Everything that decides what is trained.

    Attributes
    ----------
    variants : tuple of Alteration
        In which forms each training take is shown; the first is what is tested.
    penalties : tuple of float
        L2 penalties for standardised features, to choose from by held-out speakers.
    """

    input: PooledInput = UPPER_MIDDLE_LAYERS
    variants: tuple[Alteration, ...] = (AS_RECORDED, MIXED)
    penalties: tuple[float, ...] = (1000.0, 3000.0, 10000.0)
    n_folds: int = 5
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


def rated_takes(
    corpus: Corpus,
    scores: np.ndarray,
    cache: FeatureCache,
    variants: Sequence[Alteration],
) -> RatedTakes:
    """Read or compute the features of a rated corpus."""
    pooled = np.stack([cache.features(corpus.paths, variant) for variant in variants])
    return RatedTakes(pooled, scores, np.asarray(corpus.speakers))


def train_delivery(
    takes: RatedTakes, train: np.ndarray, recipe: DeliveryRecipe
) -> tuple[DeliveryModel, float]:
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
    return DeliveryModel("in training", linear), penalty


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


def repeatability(differences: np.ndarray, *, level: float = 0.95) -> tuple[float, ...]:
    """Return the half-width that this share of takes respects under any alteration.

    The alteration that moves an aspect most decides: a mean over harmless and less
    harmless ones would promise too much to whoever records in a room with noise.

    Parameters
    ----------
    differences : array, shape (n_alterations, n_takes, n_aspects)
        Score of the altered take minus that of the take as it was recorded.
    """
    by_alteration = np.quantile(np.abs(differences), level, axis=1)
    return tuple(float(half) for half in by_alteration.max(axis=0))
