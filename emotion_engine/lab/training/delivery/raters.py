"""Train an ensemble of networks and the ridge regression averaged with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from emotion_engine.delivery.model import Raters
from emotion_engine.delivery.spoken import SpokenPhones
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.lab.training.train_delivery import fit_ridge

from .describing import fit_describer, fit_natives
from .learning import NetworkRecipe, train_network
from .phone_truth import TakeTruth, highest_truth

WHOLE = PooledInput((0, 1, 2), ("mean", "deviation"))  # of ``SpokenPhones.pooled``
PENALTY = 3000.0


@dataclass(frozen=True, slots=True)
class RatersRecipe:
    """Everything that decides what is trained.

    Attributes
    ----------
    seeds : tuple of int
        One network each; their outputs are averaged.
    anchors : bool
        Whether natives are included as learners with the highest ratings.
    """

    network: NetworkRecipe = field(default_factory=NetworkRecipe)
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    penalty: float = PENALTY
    n_folds: int = 5
    seed: int = 0
    anchors: bool = False


def train_raters(
    takes: Sequence[SpokenPhones],
    truths: Sequence[TakeTruth],
    natives: Sequence[SpokenPhones],
    recipe: RatersRecipe,
) -> Raters:
    """Train on rated takes; natives provide the reference for each phone."""
    if recipe.anchors:
        takes = [*takes, *natives]
        truths = [*truths, *(highest_truth(native) for native in natives)]
    describer = fit_describer(
        fit_natives(natives, seed=recipe.seed), takes, seed=recipe.seed
    )
    described = [describer(take) for take in takes]
    networks = tuple(
        train_network(described, truths, recipe.network, seed=seed)
        for seed in recipe.seeds
    )
    pooled = np.stack([take.pooled for take in takes])
    scores = np.stack([truth.take for truth in truths])
    (ridge,) = fit_ridge(pooled, scores, WHOLE, [recipe.penalty])
    return Raters(describer, networks, ridge)
