"""Fusion batches with known truth: which of voice, words or both carries the label."""

from __future__ import annotations

import numpy as np

from emotion_engine.fusion.batch import FusionBatch, sound_of, words_of
from emotion_engine.fusion.config import FusionConfig

LAYERS, SIZE = 3, 6


def toy_config(**changes) -> FusionConfig:
    """Two classes from three layers of six numbers, on both sides."""
    sizes = {"hidden_size": 8, "dropout": 0.0, "modality_dropout": 0.0}
    return FusionConfig(LAYERS, SIZE, LAYERS, SIZE, 2, **(sizes | changes))


def random_take(generator: np.random.Generator, n_frames: int, n_tokens: int):
    """Frames and tokens of one take."""
    return (
        generator.normal(size=(LAYERS, n_frames, SIZE)).astype(np.float32),
        generator.normal(size=(LAYERS, n_tokens, SIZE)).astype(np.float32),
    )


def batch_of(takes) -> FusionBatch:
    """Pad takes as ``random_take`` gives them; all tokens are of different kinds."""
    frames, tokens = zip(*takes, strict=True)
    counts = [phrase.shape[1] for phrase in tokens]
    places = [(np.arange(n, dtype=np.float32) + 0.5) / n for n in counts]
    kinds = [np.arange(1, n + 1) for n in counts]  # padding, 0, is like none
    return FusionBatch(sound_of(frames), words_of(tokens, places, kinds))


def labelled(carrier: str, n_takes: int = 48, seed: int = 0):
    """Takes whose label hangs on ``sound``, on ``words``, or on whether both agree."""
    generator = np.random.default_rng(seed)
    takes = [random_take(generator, 4 + i % 3, 2 + i % 2) for i in range(n_takes)]
    heard = generator.integers(2, size=n_takes)
    meant = generator.integers(2, size=n_takes)
    for (frames, tokens), sound, words in zip(takes, heard, meant, strict=True):
        frames[:, :, 0] = 2.0 * sound - 1.0
        tokens[:, :, 0] = 2.0 * words - 1.0
    labels = {"sound": heard, "words": meant, "both": heard ^ meant}[carrier]
    return batch_of(takes), labels
