"""Fit what is fixed before the networks: natives' phones, components, scales."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from emotion_engine.delivery.describe import (
    Describer,
    Projection,
    evidence_of,
    fit_of,
)
from emotion_engine.delivery.native_phones import NativePhones
from emotion_engine.delivery.phones import PHONES
from emotion_engine.delivery.spoken import SpokenPhones

N_SOUND, N_DECODER, N_WHOLE = 96, 64, 48
MOST_ROWS = 12_000  # enough phones to estimate components
SMALLEST = 1e-3
EPOCHS, BATCH_SIZE, RATE, DECAY, SMOOTHING = 10, 256, 1e-3, 1e-2, 0.05


def fit_describer(
    natives: NativePhones, takes: Sequence[SpokenPhones], *, seed: int = 0
) -> Describer:
    """Find components and scales on training takes."""
    generator = np.random.default_rng(seed)
    phones = np.concatenate([take.states for take in takes])
    some = generator.permutation(len(phones))[:MOST_ROWS]
    fits = [fit_of(take, natives.log_posteriors(take.states)) for take in takes]
    return Describer(
        natives=natives,
        layers=components(phones[some], N_SOUND, seed=seed),
        fit=scaled(np.concatenate(fits)),
        decoder=components(
            np.concatenate([take.word_states for take in takes]), N_DECODER, seed=seed
        ),
        evidence=scaled(np.concatenate([evidence_of(take) for take in takes])),
        whole=components(np.stack([take.pooled for take in takes]), N_WHOLE, seed=seed),
    )


def components(rows: np.ndarray, n: int, *, seed: int) -> Projection:
    """Return the first principal components of rows, at unit variance."""
    flat = torch.from_numpy(np.float32(rows).reshape(len(rows), -1))
    mean, scale = flat.mean(0), flat.std(0) + SMALLEST
    n = min(n, *flat.shape)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        even = (flat - mean) / scale
        _, sizes, axes = torch.pca_lowrank(even, q=n, center=False, niter=2)
    deviation = sizes / len(flat) ** 0.5 + SMALLEST
    return Projection(mean.numpy(), (axes / scale[:, None] / deviation).numpy())


def scaled(rows: np.ndarray) -> Projection:
    """Return a diagonal projection to unit variance."""
    weight = np.diag(1 / (rows.std(0) + SMALLEST))
    return Projection(np.float32(rows.mean(0)), np.float32(weight))


def fit_natives(takes: Sequence[SpokenPhones], *, seed: int = 0) -> NativePhones:
    """Fit the softmax regression from encoder states to natives' phones."""
    states = np.concatenate([take.states for take in takes])
    flat = torch.from_numpy(states.reshape(len(states), -1)).float()
    phones = torch.from_numpy(np.concatenate([take.phones for take in takes]))
    mean, scale = flat.mean(0), flat.std(0) + SMALLEST
    flat = (flat - mean) / scale
    weight, bias = descend(flat, phones, np.random.default_rng(seed))
    parts = (mean, scale, weight, bias)
    return NativePhones(*(part.detach().numpy() for part in parts))


def descend(
    rows: Tensor, phones: Tensor, generator: np.random.Generator
) -> tuple[Tensor, Tensor]:
    """Minimise the cross-entropy."""
    weight = torch.zeros(rows.shape[1], len(PHONES), requires_grad=True)
    bias = torch.zeros(len(PHONES), requires_grad=True)
    optimizer = torch.optim.AdamW([weight, bias], lr=RATE, weight_decay=DECAY)
    n_steps = EPOCHS * -(-len(rows) // BATCH_SIZE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, RATE, total_steps=n_steps, pct_start=0.2
    )
    for _ in range(EPOCHS):
        for own in torch.from_numpy(generator.permutation(len(rows))).split(BATCH_SIZE):
            logits = rows[own] @ weight + bias
            loss = functional.cross_entropy(
                logits, phones[own], label_smoothing=SMOOTHING
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return weight, bias
