"""Fit trunk and style head to takes, stage by stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from emotion_engine.expression.cnn.front_end import standardised
from emotion_engine.expression.cnn.network import StyleNetwork, device_of, padded
from emotion_engine.expression.cnn.trunk import AcousticTrunk, TrunkConfig
from emotion_engine.lab.training.soft_labels import masked_cross_entropy

from .augmentation import vary
from .descent import descend
from .precision import CPU, fast_precision
from .strategies import Stage, Strategy, set_moving

MAX_NORM = 2.0  # of the gradient
N_BUCKETS = 4  # number of batches whose takes are sorted by length together


@dataclass(frozen=True, slots=True)
class CnnRecipe:
    """What all strategies share: the budget and the loss."""

    n_epochs: int = 12
    min_steps: int = 150
    batch_size: int = 32
    weight_decay: float = 0.05
    label_smoothing: float = 0.1

    def n_steps(self, n_takes: int) -> int:
        """Return the number of batches in training; small sets get more epochs."""
        in_epochs = self.n_epochs * -(-n_takes // self.batch_size)
        return max(in_epochs, self.min_steps)


def fit_style_network(
    mels: Sequence[Tensor],
    truth: np.ndarray,
    n_styles: int,
    strategy: Strategy,
    source: AcousticTrunk | None,
    recipe: CnnRecipe,
    *,
    seed: int,
    device: torch.device = CPU,
) -> StyleNetwork:
    """Train by a strategy; return the network in evaluation mode on its device.

    Parameters
    ----------
    mels : sequence of tensors, each of shape (n_frames, 64)
    truth : array, shape (n_takes,) or (n_takes, n_styles)
        The number of each style, or soft labels as in ``masked_cross_entropy``.
    source : AcousticTrunk, optional
        Its weights are copied if the strategy transfers.
    """
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    config = source.config if source else TrunkConfig()
    network = StyleNetwork(config, n_styles).to(device)
    if strategy.transfers:
        if source is None:
            raise ValueError(f"{strategy.name} needs a trunk to transfer")
        network.trunk.load_state_dict(source.state_dict())
    batches = endless_batches(mels, recipe.batch_size, generator)
    for stage in strategy.stages:
        n_steps = round(stage.share * recipe.n_steps(len(mels)))
        run_stage(network, stage, n_steps, batches, mels, truth, recipe, generator)
    return network.eval()


def run_stage(
    network: StyleNetwork,
    stage: Stage,
    n_steps: int,
    batches: Iterator[np.ndarray],
    mels: Sequence[Tensor],
    truth: np.ndarray,
    recipe: CnnRecipe,
    generator: np.random.Generator,
) -> None:
    """Train for some batches with separate learning rates for trunk and head."""
    device = device_of(network)
    groups = set_moving(network.trunk, network.head, stage)
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [g["lr"] for g in groups], total_steps=n_steps, pct_start=0.15
    )
    for _ in range(n_steps):
        rows = next(batches)
        batch = prepare([vary(mels[i], generator) for i in rows], device)
        with fast_precision(device):
            logits = network(*batch)
        wanted = torch.as_tensor(truth[rows], device=device)
        loss = style_loss(logits.float(), wanted, recipe.label_smoothing)
        descend(network.parameters(), optimizer, loss, max_norm=MAX_NORM)
        schedule.step()


def style_loss(logits: Tensor, wanted: Tensor, label_smoothing: float) -> Tensor:
    """Compare logits with style numbers, or with soft labels as they are."""
    if wanted.ndim > 1:
        return masked_cross_entropy(logits, wanted)
    return cross_entropy(logits, wanted, label_smoothing=label_smoothing)


def logits_of(
    network: StyleNetwork, mels: Sequence[Tensor], batch_size: int = 64
) -> np.ndarray:
    """Return the logits of takes, shape (n_takes, n_styles)."""
    return in_batches(network, network, mels, batch_size)


def descriptions_of(
    network: StyleNetwork, mels: Sequence[Tensor], batch_size: int = 64
) -> np.ndarray:
    """Return what the last layer reads of takes, shape (n_takes, n_embedding)."""
    return in_batches(network.describe, network, mels, batch_size)


@torch.no_grad()
def in_batches(
    answer: Callable[[Tensor, Tensor], Tensor],
    network: StyleNetwork,
    mels: Sequence[Tensor],
    batch_size: int,
) -> np.ndarray:
    """Return what is answered to takes, in their order."""
    order = np.argsort([len(take) for take in mels], kind="stable")
    parts = []
    for start in range(0, len(order), batch_size):
        batch = [mels[i] for i in order[start : start + batch_size]]
        parts.append(answer(*prepare(batch, device_of(network))).float().cpu().numpy())
    return np.concatenate(parts)[np.argsort(order)].astype(np.float64)


def prepare(takes: Sequence[Tensor], device: torch.device) -> tuple[Tensor, Tensor]:
    """Standardise takes and pad them into one batch."""
    return padded([standardised(take) for take in takes], device)


def endless_batches(
    mels: Sequence[Tensor], batch_size: int, generator: np.random.Generator
) -> Iterator[np.ndarray]:
    """Yield batches of about equally long takes, epoch after epoch."""
    lengths = np.array([len(take) for take in mels])
    size = min(batch_size, len(mels))
    while True:
        shuffled = generator.permutation(len(mels))
        batches = []
        for start in range(0, len(shuffled), size * N_BUCKETS):
            some = shuffled[start : start + size * N_BUCKETS]
            some = some[np.argsort(lengths[some], kind="stable")]
            batches += [some[i : i + size] for i in range(0, len(some), size)]
        for index in generator.permutation(len(batches)):
            if len(batches[index]) > 1:  # batch norms need two takes
                yield batches[index]
