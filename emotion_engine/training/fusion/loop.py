"""The training loop: length-bucketed batches, AdamW, one cycle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, smooth_l1_loss

from emotion_engine.fusion.alignment import alignment_loss
from emotion_engine.fusion.batch import FusionBatch
from emotion_engine.fusion.comparison import matching_loss
from emotion_engine.fusion.config import ACOUSTIC, FUSED, TEXT, FusionConfig
from emotion_engine.fusion.network import FusionNetwork, FusionOutput

from .takes import FusionTakes

Loss = Callable[[Tensor, Tensor], Tensor]
N_BUCKETS = 4  # batches' worth of takes that are sorted by length together
LOSSES: dict[str, Loss] = {"regression": smooth_l1_loss, "classes": cross_entropy}


@dataclass(frozen=True, slots=True)
class FusionRecipe:
    """Everything that decides how a network is trained, but its sizes.

    Attributes
    ----------
    alignment, matching : float
        Weights of ``alignment_loss`` and ``matching_loss`` beside the task's own loss.
    words : float
        Weight of what experts said of single words, where they did.
    frame_masks : int
        Stretches of frames set to the mean in each take (Park et al., 2019).
    mask_share : float
        The longest such stretch, as a share of the take.
    """

    n_epochs: int = 8
    batch_size: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 0.05
    alignment: float = 0.3
    matching: float = 0.3
    words: float = 1.0
    frame_masks: int = 2
    mask_share: float = 0.1
    loss: str = "regression"


def train_network(
    takes: FusionTakes,
    targets: np.ndarray,
    train: np.ndarray,
    network_config: FusionConfig,
    recipe: FusionRecipe,
    *,
    seed: int,
) -> FusionNetwork:
    """Fit one network on some of the takes.

    Parameters
    ----------
    targets : array, shape (n_takes, n_outputs) or (n_takes,)
        Standardised values, or label numbers.
    """
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    network = FusionNetwork(network_config)
    standardise(network, takes, train)
    n_steps = recipe.n_epochs * -(-len(train) // recipe.batch_size)
    optimizer = torch.optim.AdamW(
        network.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.learning_rate, total_steps=n_steps, pct_start=0.25
    )
    network.train()
    truth = torch.as_tensor(targets)
    for _ in range(recipe.n_epochs):
        for rows in buckets(takes, train, recipe.batch_size, generator):
            batch = corrupted(takes.batch(rows), network_config, recipe, generator)
            optimizer.zero_grad()
            output = network(batch)
            loss = loss_of(output, batch, truth[rows], recipe)
            if output.ratings is not None and takes.word_scores is not None:
                loss = loss + recipe.words * word_loss(output.ratings, takes, rows)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return network.eval()


def loss_of(
    output: FusionOutput, batch: FusionBatch, truth: Tensor, recipe: FusionRecipe
) -> Tensor:
    """Return the task's loss, and the matching's where there is sound and text."""
    loss = LOSSES[recipe.loss](output.logits, truth)
    if output.match is not None:
        aligned = alignment_loss(output.scores, batch.sound, batch.words)
        matched = matching_loss(output.match, batch.words)
        loss = loss + recipe.alignment * aligned + recipe.matching * matched
    return loss


def word_loss(ratings: Tensor, takes: FusionTakes, rows: np.ndarray) -> Tensor:
    """Compare what the tokens of each word say of it with the experts' scores."""
    scores, shares = takes.token_scores(rows)
    error = smooth_l1_loss(ratings, scores, reduction="none").mean(-1)
    return (error * shares).sum() / shares.sum()


def predict(
    network: FusionNetwork,
    takes: FusionTakes,
    wanted: Sequence[int],
    *,
    variant: str = FUSED,
    batch_size: int = 64,
) -> np.ndarray:
    """Return logits of some takes, shape (len(wanted), n_outputs), in their order.

    ``variant`` may hide a modality from a network that was trained with both.
    """
    order = np.argsort([takes.frames[i].shape[1] for i in wanted], kind="stable")
    logits = np.zeros((len(wanted), network.config.n_outputs))
    with torch.no_grad():
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            batch = takes.batch([wanted[row] for row in rows]).only(variant)
            logits[rows] = network(batch).logits.numpy()
    return logits


def buckets(
    takes: FusionTakes,
    train: np.ndarray,
    batch_size: int,
    generator: np.random.Generator,
) -> Iterator[np.ndarray]:
    """Yield batches of about equally long takes, in random order."""
    shuffled = generator.permutation(train)
    whole = batch_size * N_BUCKETS
    batches = []
    for start in range(0, len(shuffled), whole):
        some = shuffled[start : start + whole]
        lengths = [takes.frames[i].shape[1] for i in some]
        in_order = some[np.argsort(lengths, kind="stable")]
        parts = range(0, len(in_order), batch_size)
        batches += [in_order[part : part + batch_size] for part in parts]
    for index in generator.permutation(len(batches)):
        yield batches[index]


def corrupted(
    batch: FusionBatch,
    config: FusionConfig,
    recipe: FusionRecipe,
    generator: np.random.Generator,
) -> FusionBatch:
    """Hide stretches of frames and, in some batches, the sound or the words."""
    if batch.sound is not None:
        hide_stretches(batch, recipe, generator)
    if config.variant == FUSED and generator.random() < config.modality_dropout:
        return batch.only(ACOUSTIC if generator.random() < 0.5 else TEXT)
    return batch


def hide_stretches(
    batch: FusionBatch, recipe: FusionRecipe, generator: np.random.Generator
) -> None:
    """Set stretches of frames of each take to the take's mean, in place."""
    vectors = batch.sound.vectors
    for row, n_frames in enumerate(batch.sound.n_steps.tolist()):
        longest = int(n_frames * recipe.mask_share)
        mean = vectors[row, :, :n_frames].mean(1, keepdim=True)
        for _ in range(recipe.frame_masks if longest else 0):
            length = int(generator.integers(longest + 1))
            start = int(generator.integers(n_frames - length + 1))
            vectors[row, :, start : start + length] = mean


def standardise(network: FusionNetwork, takes: FusionTakes, train: np.ndarray) -> None:
    """Give the network mean and deviation of the training takes, by layer."""
    for branch, parts in (
        (network.sound, [takes.frames[i] for i in train]),
        (network.words, [takes.phrases[i].vectors for i in train]),
    ):
        branch.mix.standardise_by(*moments(parts))


def moments(parts: Sequence[np.ndarray]) -> tuple[Tensor, Tensor]:
    """Return mean and deviation over the steps of all takes, (n_layers, size) each."""
    total, squares, n_steps = 0.0, 0.0, 0
    for part in parts:
        values = part.astype(np.float32)
        total = total + values.sum(1, dtype=np.float64)
        squares = squares + np.square(values).sum(1, dtype=np.float64)
        n_steps += values.shape[1]
    mean = total / n_steps
    scale = np.sqrt(np.maximum(squares / n_steps - mean**2, 1e-8))
    return torch.from_numpy(mean).float(), torch.from_numpy(scale).float()
