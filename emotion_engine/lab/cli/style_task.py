"""``train style``: styles of one's own from a few dozen clips."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_engine.config import EngineConfig

from .corpus_options import add_corpus_options, corpus_with_emotions


def train_style(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn styles of your own from a few dozen clips; measured by fold."""
    from emotion_engine.lab.training.feature_cache import FeatureCache
    from emotion_engine.lab.training.new_style import StyleRecipe, style_in_words
    from emotion_engine.lab.training.new_style import train_style as train

    measured = train(
        corpus_with_emotions(options),
        FeatureCache.of(config),
        StyleRecipe(seed=options.seed),
        options.out,
    )
    return style_in_words(measured)


def add_style_options(parser: argparse.ArgumentParser) -> None:
    """Say where the clips are and where the head goes; never over the shipped one."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=0)
    add_corpus_options(parser)
