"""Tasks of ``train`` around the CNN whose weights are transferred."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.weights.shipped import assets_folder

from .corpus_options import add_corpus_options, corpus_with_emotions

SOURCE = assets_folder("cnn")
TASKS = ("student", "phones", "both")
STRATEGIES = ("scratch", "frozen", "single-stage", "two-stage")


def train_cnn_source(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn the CNN's trunk from general speech, without any emotion labels."""
    from emotion_engine.lab.corpora import load_corpus
    from emotion_engine.lab.evaluation.reports import figures_table
    from emotion_engine.lab.training.cnn.release import release_source
    from emotion_engine.lab.training.cnn.source import SourceRecipe

    corpora = [load_corpus(folder) for folder in options.data]
    recipe = SourceRecipe(options.task_name, options.epochs, seed=options.seed)
    return figures_table(release_source(corpora, config, recipe, options.out))


def train_cnn(options: argparse.Namespace, config: EngineConfig) -> str:
    """Transfer the CNN to the styles of a corpus; measured by fold."""
    from emotion_engine.encoders.device import choose_device
    from emotion_engine.lab.evaluation.reports import figures_table
    from emotion_engine.lab.training.cnn.release import release_cnn
    from emotion_engine.lab.training.cnn.strategies import STRATEGIES as BY_NAME

    corpus, strategy = corpus_with_emotions(options), BY_NAME[options.strategy]
    device, _ = choose_device(config)
    measured = release_cnn(
        corpus,
        strategy,
        options.source,
        options.out,
        seed=options.seed,
        device=device,
    )
    return figures_table(measured)


def evaluate_stress_cnn(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Hear lexical stress with the transferred CNN, dictionary stress as truth."""
    from emotion_engine.lab.evaluation.stress_cnn import evaluate_stress_cnn as evaluate
    from emotion_engine.lab.training.cnn.strategies import STRATEGIES as BY_NAME

    return evaluate(
        options.data,
        BY_NAME[options.strategy],
        options.source,
        config,
        n_epochs=options.epochs,
        seed=options.seed,
    )


def add_stress_options(parser: argparse.ArgumentParser) -> None:
    """Add what the stress target can be told."""
    parser.add_argument("--strategy", choices=STRATEGIES, default="two-stage")
    parser.add_argument("--source", type=Path, default=SOURCE, metavar="FOLDER")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)


def add_source_options(parser: argparse.ArgumentParser) -> None:
    """Add what the source task can be told."""
    parser.add_argument("--data", type=Path, required=True, nargs="+", metavar="FOLDER")
    parser.add_argument("--task", dest="task_name", choices=TASKS, default="student")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=SOURCE, metavar="FOLDER")


def add_cnn_options(parser: argparse.ArgumentParser) -> None:
    """Add what the transfer can be told."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--strategy", choices=STRATEGIES, default="two-stage")
    parser.add_argument("--source", type=Path, default=SOURCE, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    add_corpus_options(parser)
