"""Train the networks of the expected band, by the pinball loss of three percentiles."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from emotion_engine.profiles.expected.describe import KNOWN_STYLES
from emotion_engine.profiles.expected.network import N_LAYERS, NARROWEST, BandNetwork

from .blind import blind_bands
from .examples import Level

PERCENTILES = (0.5, 0.1, 0.9)  # the median first, as in the network's outputs
SMALLEST = 1e-3
RAREST = 0.1  # deviation of a feature that hardly any row has
DROPPED = 0.15


@dataclass(frozen=True, slots=True)
class BandRecipe:
    """How the networks are trained."""

    width: int
    n_networks: int
    n_steps: int
    batch: int = 512
    rate: float = 3e-3
    decay: float = 0.3
    seed: int = 0


# Takes are a tenth as many as syllables, so that theirs is the smallest.
RECIPES = {
    "syllables": BandRecipe(width=32, n_networks=2, n_steps=400),
    "words": BandRecipe(width=16, n_networks=2, n_steps=300),
    "whole": BandRecipe(width=4, n_networks=4, n_steps=200, decay=3.0),
}
Recipes = Mapping[str, BandRecipe]


def recipes(seed: int, *, times: int = 1) -> Recipes:
    """Return the recipe of each level, with so many times its networks."""
    return {
        level: replace(own, seed=seed, n_networks=times * own.n_networks)
        for level, own in RECIPES.items()
    }


def fit_network(
    level: Level,
    weights: np.ndarray,
    targets: Sequence[str],
    chances: Sequence[str],
    recipe: BandRecipe,
) -> BandNetwork:
    """Train networks on rows; each sees them in an order of its own.

    Parameters
    ----------
    weights : array, shape (n_rows,)
        How much each row counts.
    """
    blank = untrained(level, targets, chances, recipe)
    features = blank.standardised(level.features)
    wanted = (level.targets - blank.target_mean) / blank.target_scale
    trained = descend(
        [*blank.weights, *blank.biases],
        (features, wanted, level.chances, weights / weights.mean()),
        recipe,
    )
    return replace(
        blank,
        weights=tuple(trained[:N_LAYERS]),
        biases=tuple(trained[N_LAYERS:]),
        blind=blind_bands(level, weights),
    )


def untrained(
    level: Level, targets: Sequence[str], chances: Sequence[str], recipe: BandRecipe
) -> BandNetwork:
    """Return networks with random weights, and the scales of features and targets."""
    generator = np.random.default_rng(recipe.seed)
    n_outputs = 3 * len(targets) + len(chances)
    sizes = [level.features.shape[1], *[recipe.width] * (N_LAYERS - 1), n_outputs]
    weights = tuple(
        np.float32(
            generator.normal(0, np.sqrt(2 / a), (recipe.n_networks, a, b))
            * (0.1 if b == n_outputs else 1)
        )
        for a, b in itertools.pairwise(sizes)
    )
    biases = tuple(np.zeros((recipe.n_networks, 1, b), np.float32) for b in sizes[1:])
    return BandNetwork(
        tuple(targets),
        tuple(chances),
        mean=level.features.mean(axis=0),
        scale=np.maximum(level.features.std(axis=0), RAREST),
        target_mean=np.float32(np.nanmean(level.targets, axis=0)),
        target_scale=np.float32(np.maximum(np.nanstd(level.targets, axis=0), SMALLEST)),
        weights=weights,
        biases=biases,
        blind=np.zeros((len(KNOWN_STYLES), len(targets), 3), np.float32),
        share=np.ones((len(KNOWN_STYLES), len(targets)), np.float32),
        widening=np.ones((len(KNOWN_STYLES), len(targets), 2), np.float32),
    )


def descend(
    start: Sequence[np.ndarray], rows: Sequence[np.ndarray], recipe: BandRecipe
) -> list[np.ndarray]:
    """Return the parameters after so many steps of AdamW with a falling rate."""
    torch.manual_seed(recipe.seed)
    parameters = [torch.tensor(array, requires_grad=True) for array in start]
    features, wanted, chances, weights = (torch.tensor(np.float32(r)) for r in rows)
    optimiser = torch.optim.AdamW(parameters, lr=recipe.rate, weight_decay=recipe.decay)
    falling = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=recipe.rate, total_steps=recipe.n_steps
    )
    for _ in range(recipe.n_steps):
        drawn = torch.randint(len(features), (recipe.n_networks, recipe.batch))
        outputs = forward(parameters, features[drawn])
        loss = loss_of(outputs, wanted[drawn], chances[drawn], weights[drawn])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        falling.step()
    return [parameter.detach().numpy() for parameter in parameters]


def forward(parameters: Sequence[Tensor], values: Tensor) -> Tensor:
    """Return outputs, (n_networks, batch, n_outputs); hidden units drop out."""
    for depth in range(N_LAYERS):
        values = values @ parameters[depth] + parameters[N_LAYERS + depth]
        if depth < N_LAYERS - 1:
            values = functional.dropout(functional.relu(values), DROPPED)
    return values


def loss_of(
    outputs: Tensor, wanted: Tensor, chances: Tensor, weights: Tensor
) -> Tensor:
    """Mean pinball loss of the percentiles that are known, and that of the chances."""
    n_targets = wanted.shape[-1]
    raw = outputs[..., : 3 * n_targets].unflatten(-1, (n_targets, 3))
    median = raw[..., 0]
    ends = functional.softplus(raw[..., 1:]) + NARROWEST
    percentiles = (median, median - ends[..., 0], median + ends[..., 1])
    known = torch.isfinite(wanted)
    truth = torch.where(known, wanted, median.detach())
    loss = torch.zeros_like(truth)
    for share, value in zip(PERCENTILES, percentiles, strict=True):
        missed = truth - value
        loss = loss + torch.maximum(share * missed, (share - 1) * missed)
    total = (loss * known * weights[..., None]).sum() / known.sum().clamp(min=1)
    if chances.shape[-1]:
        said = functional.binary_cross_entropy_with_logits(
            outputs[..., 3 * n_targets :], chances, reduction="none"
        )
        total = total + (said * weights[..., None]).mean()
    return total
