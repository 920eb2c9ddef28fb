"""``train TASK --data FOLDER``: learn a head and write it with its card."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from emotion_engine.config import EngineConfig
from emotion_engine.weights.shipped import assets_folder

from .cnn_tasks import add_cnn_options, add_source_options, train_cnn, train_cnn_source
from .corpus_options import add_corpus_options, corpus_with_emotions
from .evaluate import add_delivery_training, add_robustness
from .fusion_tasks import add_fusion_options, add_training, train_fusion, train_words
from .style_task import add_style_options, train_style
from .voice_tasks import add_voice_options, train_voices


def train_expression(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn to tell styles apart from a corpus with emotions; measured by fold."""
    from emotion_engine.lab.evaluation.reports import expression_table
    from emotion_engine.lab.release.expression import release_expression
    from emotion_engine.lab.training.feature_cache import FeatureCache
    from emotion_engine.lab.training.train_expression import ExpressionRecipe

    corpus = corpus_with_emotions(options)
    recipe, cache = ExpressionRecipe(seed=options.seed), FeatureCache.of(config)
    measured = release_expression(
        corpus, cache, recipe, options.out, robustness=options.robustness
    )
    return expression_table(measured)


def train_delivery(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn to rate delivery from a corpus that experts rated; measured by fold."""
    from emotion_engine.lab.corpora import load_corpus
    from emotion_engine.lab.evaluation.reports import delivery_table
    from emotion_engine.lab.release.delivery import release_delivery
    from emotion_engine.lab.training.delivery.listening import PhoneListener
    from emotion_engine.lab.training.delivery.raters import RatersRecipe

    corpus = load_corpus(options.data, needs=("text",))
    recipe = RatersRecipe(seed=options.seed, anchors=options.anchors)
    return delivery_table(
        release_delivery(
            corpus, PhoneListener(config), recipe, options.out, n_jobs=options.jobs
        )
    )


def train_stress(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn what makes a syllable prominent from transcribed native readers."""
    from emotion_engine.lab.evaluation.reports import figures_table
    from emotion_engine.lab.training import train_stress as stress

    measured = stress.train_stress(options.data, config, options.out, seed=options.seed)
    return figures_table(measured)


def train_alignment(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn to place boundaries from those placed by hand; measured by fold."""
    from emotion_engine.lab.evaluation.reports import figures_table
    from emotion_engine.lab.release.alignment import release_alignment
    from emotion_engine.lab.training.train_alignment import BoundaryRecipe

    recipe = BoundaryRecipe(seed=options.seed)
    measured = release_alignment(options.data, config, recipe, options.out)
    return figures_table(measured)


def train_vowels(options: argparse.Namespace, config: EngineConfig) -> str:
    """Measure what natives' vowels are like by themselves."""
    from emotion_engine.lab.evaluation.reports import figures_table
    from emotion_engine.lab.training import train_vowels as vowels

    return figures_table(vowels.train_vowels(options.data, config, options.out))


def train_confidence(options: argparse.Namespace, config: EngineConfig) -> str:
    """Learn how sure to be of a word's place; measured by fold."""
    from emotion_engine.lab.evaluation.reports import figures_table
    from emotion_engine.lab.release.alignment import release_confidence
    from emotion_engine.lab.training.train_alignment import BoundaryRecipe

    recipe = BoundaryRecipe(seed=options.seed)
    measured = release_confidence(options.data, config, recipe, options.out)
    return figures_table(measured)


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``train`` and its tasks to the command line."""
    parser = commands.add_parser("train", help="learn a head and write its card")
    tasks = parser.add_subparsers(dest="task", required=True)
    for name, task in (("expression", train_expression), ("delivery", train_delivery)):
        one = add_task(tasks, name, task)
        one.add_argument("--data", type=Path, required=True, metavar="FOLDER")
        one.add_argument(
            "--out", type=Path, default=assets_folder(name), metavar="FOLDER"
        )
        one.add_argument("--seed", type=int, default=0)
        if name == "expression":
            add_corpus_options(one)
            add_robustness(one)
        else:
            add_delivery_training(one)
    add_style_options(add_task(tasks, "style", train_style))
    add_voice_options(add_task(tasks, "voices", train_voices))
    add_training(add_task(tasks, "words", train_words), assets_folder("words"))
    add_training(
        add_task(tasks, "alignment", train_alignment), assets_folder("alignment")
    )
    add_training(
        add_task(tasks, "confidence", train_confidence), assets_folder("confidence")
    )
    add_source_options(add_task(tasks, "cnn-source", train_cnn_source))
    add_cnn_options(add_task(tasks, "cnn", train_cnn))
    fusion = add_task(tasks, "fusion", train_fusion)
    add_training(fusion, Path("fusion"))
    add_fusion_options(fusion)
    stress = add_task(tasks, "stress", train_stress)
    stress.add_argument("--data", type=Path, required=True, nargs="+", metavar="FOLDER")
    stress.add_argument(
        "--out",
        type=Path,
        default=assets_folder("stress"),
        metavar="FOLDER",
    )
    stress.add_argument("--seed", type=int, default=0)
    vowels = add_task(tasks, "vowels", train_vowels)
    vowels.add_argument("--data", type=Path, required=True, nargs="+", metavar="FOLDER")
    vowels.add_argument(
        "--out", type=Path, default=assets_folder("vowels"), metavar="FOLDER"
    )


def add_task(
    tasks: argparse._SubParsersAction,
    name: str,
    task: Callable[[argparse.Namespace, EngineConfig], str],
) -> argparse.ArgumentParser:
    """Add one task, described by its docstring."""
    parser = tasks.add_parser(name, help=task.__doc__, description=task.__doc__)
    parser.set_defaults(run=task)
    return parser
