"""Tasks of ``train`` and ``evaluate`` around voice and words."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emotion_engine.config import EngineConfig

from .corpus_options import add_corpus_options, corpus_with_emotions

if TYPE_CHECKING:
    from emotion_engine.lab.training.fusion.presets import FusionPreset


def train_fusion(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn styles from voice and words with the fusion network; measured by fold."""
    from emotion_engine.lab.evaluation.fusion_styles import evaluate_fusion
    from emotion_engine.lab.evaluation.reports import fusion_table
    from emotion_engine.lab.training.fusion.release import release_fusion

    preset = chosen_preset(options)
    corpus = corpus_with_emotions(options)
    values = evaluate_fusion(
        corpus, config, preset, variants=("fused",), seed=options.seed
    )
    release_fusion(corpus, config, preset, values, options.out, seed=options.seed)
    return fusion_table(values)


def evaluate_fusion(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Tell styles apart by sound, by words and by both, retrained for each fold."""
    from emotion_engine.lab.evaluation import fusion_styles

    preset = chosen_preset(options)
    corpus = corpus_with_emotions(options)
    return fusion_styles.evaluate_fusion(corpus, config, preset, seed=options.seed)


def train_words(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn what words alone suggest, from short texts with emotions."""
    from emotion_engine.lab.evaluation.reports import figures_table
    from emotion_engine.lab.training import train_words as words

    recipe = words.WordsRecipe(seed=options.seed)
    measured = words.train_words(options.data, config, recipe, options.out)
    return figures_table(measured)


def chosen_preset(options: argparse.Namespace) -> FusionPreset:
    """Return the preset; its labels hold unless others are asked for."""
    from emotion_engine.lab.training.fusion.presets import preset_named

    preset = preset_named(
        options.preset, options.acoustic_encoder, options.text_encoder
    )
    if options.labels == "all":
        options.labels = preset.labels
    if options.epochs:
        recipe = replace(preset.recipe, n_epochs=options.epochs)
        preset = replace(preset, recipe=recipe)
    return preset


def add_fusion_options(parser: argparse.ArgumentParser) -> None:
    """Let preset, encoders and corpus be chosen."""
    add_corpus_options(parser)
    parser.add_argument("--preset", default="own", help="own or boigne2020")
    for kind in ("acoustic", "text"):
        parser.add_argument(
            f"--{kind}-encoder", metavar="NAME_OR_FOLDER", help="not the preset's"
        )
    parser.add_argument("--epochs", type=int, help="not the preset's")


def add_training(parser: argparse.ArgumentParser, out: Path) -> None:
    """Add what training needs in any case."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=out, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=0)
