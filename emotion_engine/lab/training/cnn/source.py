"""Source tasks: what the trunk is trained on before it is transferred to styles.

``student`` predicts the hidden states of the frozen encoder and needs no labels,
``phones`` classifies the phone of each frame, distinguishing vowels by stress, and
``both`` does the two at once.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, mse_loss

from emotion_engine.expression.cnn.front_end import standardised
from emotion_engine.expression.cnn.network import device_of, padded
from emotion_engine.expression.cnn.trunk import REDUCTION, AcousticTrunk, TrunkConfig

from .augmentation import bend, gain, mask
from .descent import descend
from .precision import CPU, fast_precision
from .source_data import UNKNOWN, SourceTakes

CROP = 75  # frames of 40 ms
N_HELD_OUT = 100
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SourceRecipe:
    """Training length and learning rate of the source task.

    ``bend`` is by how many dB at most the spectrum of a crop is bent, as rooms and
    microphones do; what is to be predicted stays that of the sound as recorded.
    """

    task: str = "student"
    n_epochs: int = 16
    batch_size: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 0.01
    bend: float = 0.0
    seed: int = 0


class SourceHeads(nn.Module):
    """The output layers of the source tasks, discarded once the trunk is trained."""

    def __init__(self, size: int, n_components: int, n_phones: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(size, n_components)
        self.phones = nn.Linear(size, max(n_phones, 1))


def train_source(
    takes: SourceTakes,
    recipe: SourceRecipe,
    config: TrunkConfig,
    device: torch.device = CPU,
) -> tuple[AcousticTrunk, dict[str, float]]:
    """Train a trunk; return it with its figures on held-out takes."""
    torch.manual_seed(recipe.seed)
    generator = np.random.default_rng(recipe.seed)
    trunk = AcousticTrunk(config).to(device)
    n_components = takes.hidden[0].shape[1]
    heads = SourceHeads(config.size, n_components, len(takes.phone_names)).to(device)
    order = generator.permutation(len(takes))
    n_held_out = min(N_HELD_OUT, len(takes) // 10)
    held_out, train = order[:n_held_out], order[n_held_out:]
    crops = np.concatenate([np.full(n_crops(takes, i), i) for i in train])
    fit(trunk, heads, takes, crops, recipe, generator)
    return trunk, measure(trunk, heads, takes, held_out)


def n_crops(takes: SourceTakes, index: int) -> int:
    """Return the number of crops drawn from a take in one epoch."""
    return max(1, round(len(takes.hidden[index]) / CROP))


def fit(
    trunk: AcousticTrunk,
    heads: SourceHeads,
    takes: SourceTakes,
    crops: np.ndarray,
    recipe: SourceRecipe,
    generator: np.random.Generator,
) -> None:
    """Train trunk and heads on crops of three seconds."""
    parameters = [*trunk.parameters(), *heads.parameters()]
    optimizer = torch.optim.AdamW(
        parameters, recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    batches_each = len(crops) // recipe.batch_size
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        recipe.learning_rate,
        total_steps=recipe.n_epochs * batches_each,
        pct_start=0.1,
    )
    for epoch in range(recipe.n_epochs):
        trunk.train()
        losses = []
        for rows in batches(crops, recipe.batch_size, generator):
            some = [crop(takes, index, generator, recipe.bend) for index in rows]
            loss = loss_of(trunk, heads, some, recipe.task)
            descend(parameters, optimizer, loss)
            schedule.step()
            losses.append(loss.item())
        logger.info(
            "%s: epoch %d of %d, loss %.4f",
            recipe.task,
            epoch + 1,
            recipe.n_epochs,
            np.mean(losses),
        )
    trunk.eval()


def batches(
    crops: np.ndarray, batch_size: int, generator: np.random.Generator
) -> Iterator[np.ndarray]:
    """Yield whole batches in random order."""
    shuffled = generator.permutation(crops)
    for start in range(0, len(shuffled) - batch_size + 1, batch_size):
        yield shuffled[start : start + batch_size]


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a take: standardised log-mels and the targets for each frame."""

    mels: Tensor
    hidden: Tensor
    phones: Tensor | None


def crop(
    takes: SourceTakes,
    index: int,
    generator: np.random.Generator | None = None,
    bend_db: float = 0.0,
) -> Crop:
    """Cut, bend and mask a part of a take; without a generator, keep all of it."""
    mels, hidden = takes.mels[index], takes.hidden[index]
    phones = takes.phones[index] if takes.phones else None
    n_frames = min(len(hidden), len(mels) // REDUCTION)
    start, length = 0, n_frames
    if generator is not None:
        length = min(CROP, n_frames)
        start = int(generator.integers(0, n_frames - length + 1))
    part = mels[start * REDUCTION : (start + length) * REDUCTION]
    if generator is not None:
        part = mask(gain(bend(part, bend_db, generator), generator), generator)
    here = slice(start, start + length)
    return Crop(
        standardised(part),
        hidden[here].float(),
        None if phones is None else phones[here],
    )


def loss_of(
    trunk: AcousticTrunk, heads: SourceHeads, some: list[Crop], task: str
) -> Tensor:
    """Mean squared error of the states, cross-entropy of the phones, or their sum."""
    states = embed(trunk, some)
    loss = states.new_zeros(())
    if task != "phones":
        loss = loss + mse_loss(
            heads.hidden(states), torch.cat([c.hidden for c in some]).to(states)
        )
    if task != "student":
        phones = torch.cat([c.phones for c in some]).to(states.device)
        if bool((phones != UNKNOWN).any()):
            named = cross_entropy(heads.phones(states), phones, ignore_index=UNKNOWN)
            loss = loss + named * (0.3 if task == "both" else 1.0)
    return loss


def embed(trunk: AcousticTrunk, some: list[Crop]) -> Tensor:
    """Return the embeddings of all valid frames of a batch, (n_frames, size)."""
    device = device_of(trunk)
    with fast_precision(device):
        embeddings, n_frames = trunk(*padded([c.mels for c in some], device))
    parts = [e[:n] for e, n in zip(embeddings, n_frames.tolist(), strict=True)]
    return torch.cat(parts).float()


@torch.no_grad()
def measure(
    trunk: AcousticTrunk, heads: SourceHeads, takes: SourceTakes, held_out: np.ndarray
) -> dict[str, float]:
    """Measure the performance on takes that were not trained on."""
    error = power = right = named = 0.0
    for index in held_out:
        whole = crop(takes, index)
        states = embed(trunk, [whole])
        error += float((heads.hidden(states).cpu() - whole.hidden).square().sum())
        power += float(whole.hidden.square().sum())
        if whole.phones is not None and bool((known := whole.phones != UNKNOWN).any()):
            predicted = heads.phones(states).argmax(1).cpu()
            right += float((predicted == whole.phones)[known].sum())
            named += float(known.sum())
    measured = {"unexplained_variance": error / power}
    return measured | ({"phone_accuracy": right / named} if named else {})
