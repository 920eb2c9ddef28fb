"""Examples of how natives say sentences, made up with known truth."""

from __future__ import annotations

import numpy as np

from emotion_engine.lab.training.bands.examples import Example, Level
from emotion_engine.profiles.expected.describe import Register, circumstances
from emotion_engine.profiles.expected.expectation import LEVELS

N_FEATURES = 3


def with_circumstances(features: np.ndarray) -> np.ndarray:
    """End rows of made-up features as all rows end: plain, and read."""
    around = circumstances("neutral", Register.READ)
    return np.float32(np.hstack([features, np.tile(around, (len(features), 1))]))


def example(
    speaker: str, sentence: str, *, corpus: str = "made", seed: int = 0
) -> Example:
    """One take of four syllables and two words, whose values depend on a feature."""
    random = np.random.default_rng([seed, *f"{speaker} {sentence}".encode()])
    rows = {"syllables": 4, "words": 2, "whole": 1}
    levels = {}
    for name, (targets, chances) in LEVELS.items():
        features = random.uniform(-1, 1, size=(rows[name], N_FEATURES))
        features = with_circumstances(features)
        noise = 0.3 * random.normal(size=(rows[name], len(targets)))
        said = 2 * features[:, :1] + noise
        happens = np.repeat(features[:, :1] > 0, len(chances), axis=1)
        levels[name] = Level(*(np.float32(part) for part in (features, said, happens)))
    return Example(
        corpus=corpus,
        speaker=speaker,
        sex="female",
        sentence=sentence,
        style="neutral",
        **levels,
    )
