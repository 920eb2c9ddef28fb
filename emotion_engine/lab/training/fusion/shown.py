"""Input of the network in training: length buckets, masking, standardisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor

from emotion_engine.fusion.batch import FusionBatch
from emotion_engine.fusion.config import ACOUSTIC, FUSED, TEXT, FusionConfig
from emotion_engine.fusion.network import FusionNetwork

from .recipe import FusionRecipe
from .takes import FusionTakes

N_BUCKETS = 4  # number of batches whose takes are sorted by length together


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
    """Mask stretches of frames and, in some batches, drop the sound or the text."""
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
    """Set the network's mean and deviation from the training takes, by layer."""
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
