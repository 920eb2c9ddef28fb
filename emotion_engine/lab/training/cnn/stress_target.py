"""Syllable stress as a target of the transferred trunk (Chen 2020)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from emotion_engine.expression.cnn.heads import StressHead
from emotion_engine.expression.cnn.network import device_of, padded
from emotion_engine.expression.cnn.trunk import EMBEDDING_RATE_HZ, AcousticTrunk
from emotion_engine.lab.training.stress_words import TakeWords
from emotion_engine.results import Span

from .descent import descend
from .fit import MAX_NORM
from .precision import CPU, fast_precision
from .strategies import Stage, Strategy, set_moving

ROUNDING = 1e-6  # of a frame
BATCH_SIZE = 8
WEIGHT_DECAY = 0.05


@dataclass(frozen=True, slots=True)
class StressWord:
    """A word that can be graded: frames of its nuclei, and the stressed syllable."""

    spans: tuple[tuple[int, int], ...]
    true: int


@dataclass(frozen=True, slots=True)
class StressTake:
    """One take: standardised log-mels, shape (n_frames, 64), and its words."""

    mels: Tensor
    words: tuple[StressWord, ...]
    speaker: str


def stress_takes(measured: Sequence[TakeWords]) -> list[StressTake]:
    """Turn measured takes into what the network learns from; those without words go."""
    return [
        StressTake(
            torch.from_numpy(take.mels),
            tuple(
                StressWord(
                    tuple(frames_of(Span(*nucleus)) for nucleus in item.nuclei_s),
                    item.true,
                )
                for item in take.items
            ),
            take.items[0].speaker,
        )
        for take in measured
        if take.items
    ]


def frames_of(nucleus: Span) -> tuple[int, int]:
    """Return the first frame of a nucleus and one past its last."""
    first = floor(nucleus.start_s * EMBEDDING_RATE_HZ + ROUNDING)
    return first, max(first + 1, ceil(nucleus.end_s * EMBEDDING_RATE_HZ - ROUNDING))


class StressNetwork(nn.Module):
    """Trunk and stress head."""

    def __init__(self, trunk: AcousticTrunk) -> None:
        super().__init__()
        self.trunk = AcousticTrunk(trunk.config)
        self.head = StressHead(trunk.config.size)

    def forward(self, takes: Sequence[StressTake]) -> list[Tensor]:
        """Return the logits of every word, each of shape (n_syllables,)."""
        batch = padded([take.mels for take in takes], device_of(self))
        embeddings, n_frames = self.trunk(*batch)
        return [
            self.head(frames[:n].float(), within(word.spans, n))
            for frames, n, take in zip(
                embeddings, n_frames.tolist(), takes, strict=True
            )
            for word in take.words
        ]


def within(spans: Sequence[tuple[int, int]], n_frames: int) -> list[tuple[int, int]]:
    """Clip spans to the take."""
    inside = [(min(first, n_frames - 1), min(last, n_frames)) for first, last in spans]
    return [(first, max(last, first + 1)) for first, last in inside]


def fit_stress_network(
    takes: Sequence[StressTake],
    strategy: Strategy,
    source: AcousticTrunk,
    *,
    n_epochs: int,
    seed: int,
    device: torch.device = CPU,
) -> StressNetwork:
    """Train by a strategy; the words' stressed syllables are the truth."""
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    network = StressNetwork(source).to(device)
    if strategy.transfers:
        network.trunk.load_state_dict(source.state_dict())
    for stage in strategy.stages:
        n_rounds = max(1, round(stage.share * n_epochs))
        run_stage(network, takes, stage, n_rounds, generator)
    return network.eval()


def run_stage(
    network: StressNetwork,
    takes: Sequence[StressTake],
    stage: Stage,
    n_epochs: int,
    generator: np.random.Generator,
) -> None:
    """Train for some epochs with separate learning rates for trunk and head."""
    groups = set_moving(network.trunk, network.head, stage)
    optimizer = torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY)
    for _ in range(n_epochs):
        order = generator.permutation(len(takes))
        for start in range(0, len(order), BATCH_SIZE):
            some = [takes[i] for i in order[start : start + BATCH_SIZE]]
            loss = loss_of(network, some)
            descend(network.parameters(), optimizer, loss, max_norm=MAX_NORM)


def loss_of(network: StressNetwork, takes: Sequence[StressTake]) -> Tensor:
    """Mean cross-entropy of the stressed syllable among those of its word."""
    words = [word for take in takes for word in take.words]
    device = device_of(network)
    with fast_precision(device):
        logits = network(takes)
    losses = [
        cross_entropy(values.float(), torch.tensor(word.true, device=device))
        for values, word in zip(logits, words, strict=True)
    ]
    return torch.stack(losses).mean()


@torch.no_grad()
def logits_of(network: StressNetwork, takes: Sequence[StressTake]) -> list[np.ndarray]:
    """Return the logits of every word, each of shape (n_syllables,)."""
    return [values.cpu().numpy() for take in takes for values in network([take])]


def rightly_heard(network: StressNetwork, takes: Sequence[StressTake]) -> np.ndarray:
    """Return for every word whether its stressed syllable is likeliest, (n_words,)."""
    words = [word for take in takes for word in take.words]
    logits = logits_of(network, takes)
    return np.array(
        [int(v.argmax()) == word.true for v, word in zip(logits, words, strict=True)]
    )
