"""Toy CNNs with random weights, and log-mels whose style or stress can be told."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from emotion_engine.expression.cnn.front_end import N_BANDS
from emotion_engine.expression.cnn.live import LiveModel, LiveNetwork
from emotion_engine.expression.cnn.network import StyleCnn, StyleNetwork
from emotion_engine.expression.cnn.trunk import AcousticTrunk, TrunkConfig
from emotion_engine.lab.training.cnn.stress_target import StressTake, StressWord

TOY = TrunkConfig(size=16, stem_size=8, n_blocks=2)
LABELS = ("calm", "happy", "sad")


def lived_in(module: torch.nn.Module) -> torch.nn.Module:
    """Give the norms statistics other than those they begin with."""
    for layer in module.modules():
        if isinstance(layer, torch.nn.BatchNorm1d):
            layer.running_mean.normal_(0, 0.3)
            layer.running_var.uniform_(0.5, 2.0)
    return module.eval()


def toy_trunk(seed: int = 0) -> AcousticTrunk:
    torch.manual_seed(seed)
    return lived_in(AcousticTrunk(TOY))


def toy_cnn(seed: int = 0) -> StyleCnn:
    torch.manual_seed(seed)
    return StyleCnn(lived_in(StyleNetwork(TOY, len(LABELS))), LABELS, temperature=1.5)


def toy_live(seed: int = 0) -> LiveModel:
    torch.manual_seed(seed)
    network = lived_in(LiveNetwork(TOY, len(LABELS)))
    return LiveModel(network, LABELS, temperature=1.5, clear_from=0.6)


def banded_takes(n_each: int, seed: int = 0) -> tuple[list[Tensor], np.ndarray]:
    """Takes of two styles: energy in the lower or in the upper bands."""
    generator = np.random.default_rng(seed)
    truth = np.repeat([0, 1], n_each)
    takes = []
    for style in truth:
        take = generator.normal(0, 1, (int(generator.integers(30, 60)), N_BANDS))
        half = slice(0, 32) if style == 0 else slice(32, 64)
        take[:, half] += 3
        takes.append(torch.from_numpy(take).float())
    return takes, truth


def spoken(n_takes: int, seed: int = 0) -> list[StressTake]:
    """Two words of two syllables in each take; the stressed one has more energy."""
    generator = np.random.default_rng(seed)
    takes = []
    for number in range(n_takes):
        mels, words = generator.normal(0, 0.3, (160, 64)), []
        for first in (0, 20):
            spans = ((first + 2, first + 8), (first + 12, first + 18))
            true = int(generator.integers(2))
            start, end = spans[true]
            mels[4 * start : 4 * end, 10:40] += 2
            words.append(StressWord(spans, true))
        takes.append(
            StressTake(torch.from_numpy(mels).float(), tuple(words), f"s{number % 4}")
        )
    return takes
