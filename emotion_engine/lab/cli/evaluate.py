"""``evaluate TASK --data FOLDER``: measure one part of the engine."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig

from .cnn_tasks import add_stress_options, evaluate_stress_cnn
from .corpus_options import add_corpus_options, corpus_of, corpus_with_emotions
from .fusion_tasks import add_fusion_options, evaluate_fusion

RETRAIN, SHIPPED = "retrain", "shipped"
Run = Callable[[argparse.Namespace, EngineConfig], Mapping[str, Any]]


def evaluate_expression(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Tell styles apart: by fold, or with the shipped head on an unseen corpus."""
    values = measure_expression(options, config)
    if options.graphs and "abstention" in values:
        from emotion_engine.lab.evaluation.calibration_graphs import draw_calibration

        draw_calibration(values, options.graphs)
    return values


def measure_expression(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Measure the kind of head that was asked for."""
    from emotion_engine.lab.evaluation import expression, expression_shipped
    from emotion_engine.lab.training.feature_cache import FeatureCache
    from emotion_engine.lab.training.train_expression import ExpressionRecipe

    cache = FeatureCache.of(config)
    if options.model == SHIPPED:
        return expression_shipped.evaluate_folder(
            corpus_of(options), config, cache, options.own_takes, options.seed
        )
    corpus = corpus_with_emotions(options)
    recipe = ExpressionRecipe(seed=options.seed)
    return expression.evaluate_retrained(
        corpus, cache, recipe, robustness=options.robustness
    )


def evaluate_moments(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Look whether the moments that carry a style are those performed in it."""
    from emotion_engine.lab.evaluation import moments
    from emotion_engine.lab.training.feature_cache import FeatureCache
    from emotion_engine.lab.training.train_expression import ExpressionRecipe

    recipe = ExpressionRecipe(seed=options.seed)
    corpus = corpus_with_emotions(options)
    return moments.evaluate_moments(corpus, FeatureCache.of(config), recipe)


def add_moments_options(parser: argparse.ArgumentParser) -> None:
    """Add what the task on moments can be told."""
    add_corpus_options(parser)
    add_seed(parser)


def evaluate_delivery(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Agree with experts: by fold, or with the shipped model on an unseen corpus."""
    from emotion_engine.delivery.model import load_delivery
    from emotion_engine.lab.corpora import load_corpus
    from emotion_engine.lab.evaluation import delivery
    from emotion_engine.lab.training.delivery.listening import PhoneListener
    from emotion_engine.lab.training.delivery.raters import RatersRecipe

    corpus = load_corpus(options.data, needs=("text",))
    listener = PhoneListener(config)
    if options.model == SHIPPED:
        return delivery.evaluate_shipped(corpus, listener, load_delivery(config))
    recipe = RatersRecipe(seed=options.seed, anchors=options.anchors)
    values = delivery.evaluate_delivery(corpus, listener, recipe, n_jobs=options.jobs)
    if options.graphs:
        from emotion_engine.lab.evaluation.delivery_graphs import draw_delivery

        draw_delivery(values, options.graphs)
    return values


def evaluate_alignment(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Compare boundaries with hand-checked ones; without those, count failures."""
    from emotion_engine.lab.evaluation import alignment
    from emotion_engine.lab.training.train_alignment import BoundaryRecipe

    if options.model == SHIPPED:
        return alignment.evaluate_shipped(options.data, config)
    recipe = BoundaryRecipe(seed=options.seed)
    return alignment.evaluate_retrained(options.data, config, recipe)


def evaluate_stress(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Hear stress where it was put: in the dictionary, or in stress.csv."""
    from emotion_engine.lab.evaluation import stress

    if options.model == SHIPPED:
        return stress.evaluate_shipped(options.data, config, control=options.control)
    return stress.evaluate_retrained(options.data, config)


def evaluate_stress_moved(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Hear unseen natives as recorded and with moved prominence; retrained by fold."""
    from emotion_engine.lab.evaluation import stress_moved

    return stress_moved.evaluate_moved(
        options.data,
        config,
        moved=options.moved,
        states=options.states,
        seed=options.seed,
    )


def evaluate_stress_raters(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Tell words that experts call wrongly stressed from words as well pronounced."""
    from emotion_engine.lab.evaluation import stress_raters

    return stress_raters.evaluate_raters(options.data, config, seed=options.seed)


def evaluate_localisation(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Move one word of each take and see that only its stress changes."""
    from emotion_engine.lab.evaluation import localisation

    return localisation.evaluate_localisation(
        options.data, config, limit=options.limit, seed=options.seed
    )


def add_limit(parser: argparse.ArgumentParser) -> None:
    """Add how many takes are heard, and the seed."""
    parser.add_argument("--limit", type=int, metavar="N", help="so many takes")
    add_seed(parser)


def add_moved_options(parser: argparse.ArgumentParser) -> None:
    """Add where prominence is moved for the test, and the seed."""
    parser.add_argument(
        "--moved",
        type=Path,
        nargs="+",
        metavar="FOLDER",
        help="of these, hear moved takes too (slow); all if not given",
    )
    parser.add_argument(
        "--states",
        choices=("encoder", "cnn", "none"),
        default="encoder",
        help="beside the cues: the encoder's layers, the CNN's trunk, or nothing",
    )
    add_seed(parser)


def evaluate_profiles(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Lay every native over the profile of the other natives."""
    from emotion_engine.lab.evaluation import profiles

    return profiles.evaluate_profiles(options.data, config)


def evaluate_accents(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Predict every native's sentence stress from what the other natives do."""
    from emotion_engine.lab.evaluation import accents

    return accents.evaluate_accents(options.data, config)


def evaluate_emphasis(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Make one word of each take stand out and see whether its accent is heard."""
    from emotion_engine.lab.evaluation import emphasis

    return emphasis.evaluate_emphasis(
        options.data, config, limit=options.limit, seed=options.seed
    )


def evaluate_habits(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Count in how many takes a weak vowel is said in full."""
    from emotion_engine.lab.evaluation import habits

    return habits.evaluate_habits(options.data, config, limit=options.limit)


def evaluate_phrase(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Let the right phrase pass and stop another one of similar length."""
    from emotion_engine.lab.evaluation import phrase_check

    return phrase_check.evaluate_phrase_check(
        options.data, options.n, options.seed, config
    )


def evaluate_resynthesis(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Let learners speak with the model voice's prosody, and hear who it is and what."""
    from emotion_engine.lab.evaluation import resynthesis

    return resynthesis.evaluate_resynthesis(
        options.data, config, n_speakers=options.speakers, seed=options.seed
    )


def evaluate_cues(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Move single cues of unseen speakers' plain takes towards styles."""
    from emotion_engine.lab.evaluation import cues

    return cues.evaluate_cues(options.data, config, seed=options.seed)


def add_speakers(parser: argparse.ArgumentParser) -> None:
    """Add how many speakers are tried, and which."""
    parser.add_argument("--speakers", type=int, default=60, metavar="N")
    add_seed(parser)


def evaluate_repeatability(
    options: argparse.Namespace, config: EngineConfig
) -> Mapping[str, Any]:
    """Change level, noise and codec of takes, and see that they are told the same."""
    from emotion_engine.lab.evaluation import repeatability

    return repeatability.evaluate_repeatability(options.data, options.n, config)


def add_number(parser: argparse.ArgumentParser) -> None:
    """Add how many takes are altered."""
    parser.add_argument("--n", type=int, default=40, help="takes in all")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that can be measured.

    ``table`` names its form in ``reports``, ``models`` what may be measured, and
    ``options`` adds what only this task can be told.
    """

    run: Run
    table: str = "figures_table"
    models: tuple[str, ...] = ()
    options: Callable[[argparse.ArgumentParser], None] | None = None
    n_folders: str | None = None


def add_seed(parser: argparse.ArgumentParser) -> None:
    """Let the split be drawn anew."""
    parser.add_argument("--seed", type=int, default=0)


def add_delivery_training(parser: argparse.ArgumentParser) -> None:
    """Let folds be trained side by side, and natives be learnt from as well."""
    parser.add_argument("--jobs", type=int, default=1, help="folds at a time")
    parser.add_argument(
        "--anchors",
        action="store_true",
        help="learn from natives as from learners whom all experts rated highest",
    )


def add_robustness(parser: argparse.ArgumentParser) -> None:
    """Let takes be altered too; that costs an encoder pass for each alteration."""
    parser.add_argument(
        "--robustness",
        action="store_true",
        help="also test on takes altered in level, noise and codec (slow)",
    )


def add_expression_options(parser: argparse.ArgumentParser) -> None:
    """Add what the expression task can be told."""
    add_corpus_options(parser)
    add_seed(parser)
    add_robustness(parser)
    parser.add_argument(
        "--own-takes", type=int, default=0, metavar="K", help="of each speaker, known"
    )
    parser.add_argument(
        "--graphs", type=Path, metavar="FOLDER", help="draw reliability and abstention"
    )


def add_delivery_options(parser: argparse.ArgumentParser) -> None:
    """Add what the delivery task can be told."""
    add_seed(parser)
    add_delivery_training(parser)
    parser.add_argument(
        "--graphs",
        type=Path,
        metavar="FOLDER",
        help="after retraining, draw agreement and repeatability",
    )


def add_fusion(parser: argparse.ArgumentParser) -> None:
    """Add what the fusion task can be told."""
    add_fusion_options(parser)
    add_seed(parser)


def add_sample(parser: argparse.ArgumentParser) -> None:
    """Add how many takes are tried, and which."""
    parser.add_argument("--n", type=int, default=100, help="takes in all")
    add_seed(parser)


def add_control(parser: argparse.ArgumentParser) -> None:
    """Add where the same words are as they were before their stress was moved."""
    parser.add_argument(
        "--control",
        type=Path,
        metavar="FOLDER",
        help="the same words unmoved: also report those that measurably moved",
    )


BOTH = (RETRAIN, SHIPPED)
TASKS = {
    "expression": Task(
        evaluate_expression, "expression_table", BOTH, add_expression_options
    ),
    "moments": Task(evaluate_moments, options=add_moments_options),
    "delivery": Task(evaluate_delivery, "delivery_table", BOTH, add_delivery_options),
    "fusion": Task(evaluate_fusion, "fusion_table", options=add_fusion),
    "stress": Task(evaluate_stress, "stress_table", (SHIPPED, RETRAIN), add_control),
    "stress-moved": Task(
        evaluate_stress_moved, options=add_moved_options, n_folders="+"
    ),
    "localisation": Task(evaluate_localisation, options=add_limit),
    "stress-raters": Task(evaluate_stress_raters, options=add_seed),
    "stress-cnn": Task(evaluate_stress_cnn, options=add_stress_options, n_folders="+"),
    "alignment": Task(evaluate_alignment, models=BOTH, options=add_seed),
    "profiles": Task(evaluate_profiles),
    "resynthesis": Task(evaluate_resynthesis, options=add_speakers),
    "accents": Task(evaluate_accents),
    "emphasis": Task(evaluate_emphasis, options=add_limit),
    "cues": Task(evaluate_cues, options=add_seed),
    "habits": Task(evaluate_habits, options=add_limit),
    "phrase": Task(evaluate_phrase, options=add_sample, n_folders="+"),
    "repeatability": Task(evaluate_repeatability, options=add_number, n_folders="+"),
}


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``evaluate`` and its tasks to the command line."""
    parser = commands.add_parser("evaluate", help="measure one part of the engine")
    tasks = parser.add_subparsers(dest="task", required=True)
    for name, task in TASKS.items():
        about = task.run.__doc__
        one = tasks.add_parser(name, help=about, description=about)
        one.add_argument(
            "--data", type=Path, required=True, nargs=task.n_folders, metavar="FOLDER"
        )
        one.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
        if task.models:
            one.add_argument("--model", choices=task.models, default=task.models[0])
        if task.options:
            task.options(one)
        one.set_defaults(run=run, measure=task)


def run(options: argparse.Namespace, config: EngineConfig) -> str:
    """Measure, write the JSON if asked to, return the table."""
    from emotion_engine.lab.evaluation import reports

    values = options.measure.run(options, config)
    if options.json:
        reports.write_json(options.json, values)
    return getattr(reports, options.measure.table)(values)
