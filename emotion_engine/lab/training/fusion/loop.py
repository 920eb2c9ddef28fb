"""The training loop: length-bucketed batches, AdamW, one cycle."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, smooth_l1_loss

from emotion_engine.fusion.alignment import alignment_loss
from emotion_engine.fusion.batch import FusionBatch
from emotion_engine.fusion.comparison import matching_loss
from emotion_engine.fusion.config import FUSED, FusionConfig
from emotion_engine.fusion.network import FusionNetwork, FusionOutput
from emotion_engine.lab.training.soft_labels import masked_cross_entropy

from .recipe import FusionRecipe
from .shown import buckets, corrupted, standardise
from .takes import FusionTakes

Loss = Callable[[Tensor, Tensor], Tensor]
LOSSES: dict[str, Loss] = {
    "regression": smooth_l1_loss,
    "classes": cross_entropy,
    "soft classes": masked_cross_entropy,
}


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
        Standardised values, label numbers, or soft labels.
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
    """Return the task's loss, plus the matching loss if there are sound and text."""
    loss = LOSSES[recipe.loss](output.logits, truth)
    if output.match is not None:
        aligned = alignment_loss(output.scores, batch.sound, batch.words)
        matched = matching_loss(output.match, batch.words)
        loss = loss + recipe.alignment * aligned + recipe.matching * matched
    return loss


def word_loss(ratings: Tensor, takes: FusionTakes, rows: np.ndarray) -> Tensor:
    """Compare the word scores from its tokens with the experts' scores."""
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
