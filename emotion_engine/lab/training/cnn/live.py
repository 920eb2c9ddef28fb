"""Fit the live CNN: a style head and a beat head on one frozen trunk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.signal import lfilter
from torch import Tensor

from emotion_engine.expression.cnn.front_end import standardised
from emotion_engine.expression.cnn.live import LiveModel, LiveNetwork
from emotion_engine.expression.cnn.trunk import AcousticTrunk

from .beats import BeatTake, embeddings_of, fit_beats
from .fit import CnnRecipe, fit_style_network
from .strategies import FROZEN

READING = "neutral"  # what people who only read are told, if anything
PART = 300  # frames of 10 ms: three seconds of reading are a take
MOST_PARTS = 4
KEEP = 0.985  # of the style's sums from frame to frame: they fade by half in 1.8 s
SETTLED = 25  # frames of 40 ms before anything is said
THRESHOLDS = np.arange(0.4, 0.96, 0.01)
MOST_WRONG = 0.04  # of the time of people who only read


@dataclass(frozen=True, slots=True)
class StyleTakes:
    """Log-mels of takes, each of shape (n_frames, 64), and their styles by number."""

    mels: list[Tensor]
    truth: np.ndarray

    def __add__(self, other: StyleTakes) -> StyleTakes:
        truth = np.concatenate([self.truth, other.truth])
        return StyleTakes(self.mels + other.mels, truth)


def readings(mels: Sequence[Tensor], labels: Sequence[str]) -> StyleTakes:
    """Cut what people read into parts of three seconds, as takes that are neutral."""
    parts = [
        part
        for take in mels
        for part in take.split(PART)[:MOST_PARTS]
        if len(part) >= PART // 2
    ]
    return StyleTakes(parts, np.full(len(parts), labels.index(READING)))


def fit_live(
    trunk: AcousticTrunk,
    styles: StyleTakes,
    beats: Sequence[BeatTake],
    n_styles: int,
    *,
    n_epochs: int,
    seed: int,
) -> LiveNetwork:
    """Train both heads; the trunk stays as it is."""
    recipe = CnnRecipe(n_epochs=n_epochs)
    fitted = fit_style_network(
        styles.mels, styles.truth, n_styles, FROZEN, trunk, recipe, seed=seed
    )
    network = LiveNetwork(trunk.config, n_styles)
    network.trunk, network.style = fitted.trunk, fitted.head
    network.beats = fit_beats(embeddings_of(fitted.trunk, beats), beats, seed=seed)
    return network.eval()


@torch.no_grad()
def running_styles(model: LiveModel, mels: Tensor) -> np.ndarray:
    """Return the style in each frame as the live page has it, with a past that fades.

    Parameters
    ----------
    mels : tensor, shape (n_mel_frames, 64)

    Returns
    -------
    array, shape (n_frames, n_styles)
    """
    network = model.network
    states, _ = network.trunk(standardised(mels)[None], torch.tensor([len(mels)]))
    terms = network.style.weighed(states)[0].numpy()
    sums = lfilter([1.0], [1.0, -KEEP], terms, axis=0)
    logits = network.style.decide(torch.from_numpy(sums).float())
    return (logits / model.temperature).softmax(-1).numpy()


def told_wrongly(
    model: LiveModel, mels: Sequence[Tensor], clear_from: float
) -> tuple[float, float]:
    """Return shares of readers' time: told another style, and told anything."""
    frames = [running_styles(model, take)[SETTLED:] for take in mels]
    said = np.concatenate(frames)
    is_clear = said.max(1) >= clear_from
    is_reading = said.argmax(1) == model.labels.index(READING)
    return float((is_clear & ~is_reading).mean()), float(is_clear.mean())


def choose_clear_from(model: LiveModel, mels: Sequence[Tensor]) -> float:
    """Return the lowest probability at which readers are rarely told another style."""
    frames = [running_styles(model, take)[SETTLED:] for take in mels]
    said = np.concatenate(frames)
    other = said.argmax(1) != model.labels.index(READING)
    highest = said.max(1)
    for threshold in THRESHOLDS:
        if float(((highest >= threshold) & other).mean()) <= MOST_WRONG:
            return round(float(threshold), 2)
    return round(float(THRESHOLDS[-1]), 2)
