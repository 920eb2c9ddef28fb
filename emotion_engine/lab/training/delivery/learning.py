"""Train the network on expert-rated takes, at three granularities at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from emotion_engine.delivery.describe import DescribedTake
from emotion_engine.delivery.network import (
    DeliveryNetwork,
    DeliveryShape,
    Ratings,
    batch_of,
)

from .phone_truth import TakeTruth

SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class NetworkRecipe:
    """Everything that decides how a network is trained.

    Attributes
    ----------
    correlation : float
        Weight of the correlation over a batch relative to the squared error.
    """

    n_epochs: int = 12
    batch_size: int = 40
    rate: float = 3e-3
    decay: float = 0.02
    width: int = 48
    dropout: float = 0.3
    correlation: float = 0.5


class Truth(NamedTuple):
    """Standardised expert ratings of a batch; NaN where there are none."""

    phones: Tensor
    words: Tensor
    take: Tensor


def train_network(
    takes: Sequence[DescribedTake],
    truths: Sequence[TakeTruth],
    recipe: NetworkRecipe,
    *,
    seed: int,
) -> DeliveryNetwork:
    """Train one network of an ensemble."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = network_for(takes[0], recipe)
        learn_scales(network, truths)
        batches = list(in_batches(takes, recipe.batch_size))
        n_steps = recipe.n_epochs * len(batches)
        descend(network, takes, truths, recipe, n_steps, np.random.default_rng(seed))
    return network.eval()


def network_for(take: DescribedTake, recipe: NetworkRecipe) -> DeliveryNetwork:
    """Build a network for takes described like this one."""
    return DeliveryNetwork(
        DeliveryShape(
            n_sound=take.sound.shape[1],
            n_evidence=take.evidence.shape[1],
            n_whole=len(take.whole),
            width=recipe.width,
            dropout=recipe.dropout,
        )
    )


def learn_scales(network: DeliveryNetwork, truths: Sequence[TakeTruth]) -> None:
    """Set the network's scales to mean and deviation of the truth."""
    phones = np.concatenate([truth.phones for truth in truths])[:, None]
    words = np.concatenate([truth.words for truth in truths])
    takes = np.stack([truth.take for truth in truths])
    for name, values in (("phone", phones), ("word", words), ("take", takes)):
        scale = [np.nanmean(values, 0), np.nanstd(values, 0) + SMALLEST]
        getattr(network, f"{name}_scale").copy_(torch.from_numpy(np.float32(scale)))


def descend(
    network: DeliveryNetwork,
    takes: Sequence[DescribedTake],
    truths: Sequence[TakeTruth],
    recipe: NetworkRecipe,
    n_steps: int,
    generator: np.random.Generator,
) -> None:
    """Train for the number of epochs in the recipe."""
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=recipe.rate, weight_decay=recipe.decay
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=n_steps, pct_start=0.15
    )
    network.train()
    for _ in range(recipe.n_epochs):
        for own in in_batches(takes, recipe.batch_size, generator):
            said = network(batch_of([takes[i] for i in own]))
            loss = loss_of(said, truth_of(network, [truths[i] for i in own]), recipe)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()


def in_batches(
    takes: Sequence[DescribedTake],
    size: int,
    generator: np.random.Generator | None = None,
) -> Iterator[np.ndarray]:
    """Batch takes of similar length; in random order if a generator is given."""
    lengths = np.array([float(len(take.phones)) for take in takes])
    starts = np.arange(0, len(takes), size)
    if generator is not None:
        lengths += generator.uniform(-4, 4, len(takes))
        generator.shuffle(starts)
    in_order = np.argsort(lengths, kind="stable")
    for start in starts:
        yield in_order[start : start + size]


def truth_of(network: DeliveryNetwork, truths: Sequence[TakeTruth]) -> Truth:
    """Pad the truth into one batch with NaN."""

    def padded(parts: Sequence[np.ndarray], scale: Tensor) -> Tensor:
        even = [(torch.from_numpy(np.float32(p)) - scale[0]) / scale[1] for p in parts]
        return pad_sequence(even, batch_first=True, padding_value=torch.nan)

    return Truth(
        padded([truth.phones[:, None] for truth in truths], network.phone_scale),
        padded([truth.words for truth in truths], network.word_scale),
        padded([truth.take[None] for truth in truths], network.take_scale),
    )


def loss_of(said: Ratings, truth: Truth, recipe: NetworkRecipe) -> Tensor:
    """Squared error at all granularities, and correlation over the batch."""
    granularities = (said.phones[..., None], said.words, said.utterance[:, None])
    total = said.utterance.new_zeros(())
    for value, true in zip(granularities, truth, strict=True):
        known = torch.isfinite(true[..., 0])
        value, true = value[known], true[known]  # (n, n_aspects)
        apart = 1 - correlation(value, true).mean()
        total = total + (value - true).square().mean() + recipe.correlation * apart
    return total


def correlation(value: Tensor, true: Tensor) -> Tensor:
    """Pearson's correlation of each column."""
    value, true = value - value.mean(0), true - true.mean(0)
    size = (value.square().sum(0) * true.square().sum(0) + SMALLEST).sqrt()
    return (value * true).sum(0) / size
