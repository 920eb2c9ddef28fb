"""``curve --data FOLDER``: accuracy against clips per class."""

from __future__ import annotations

import argparse

from emotion_engine.config import EngineConfig

from .comparison_options import add_comparison, write_results
from .corpus_options import corpus_with_emotions


def curve(options: argparse.Namespace, config: EngineConfig) -> str:
    """Measure learners with ever more clips per class, speakers held apart."""
    from emotion_engine.lab.evaluation import curve as curves
    from emotion_engine.lab.training.learner_registry import build_learners
    from emotion_engine.lab.training.runs import RunStore

    learners = build_learners(options.only or options.learners, config)
    corpus = corpus_with_emotions(options)
    values = curves.measure_curve(
        corpus,
        learners,
        options.clips or curves.usual_sizes(corpus),
        range(options.seeds),
        RunStore(options.runs),
    )
    text = curves.curve_markdown(values)
    write_results(options, "curve", values, text)
    if options.out:
        curves.draw_curve(values, options.out / "curve.svg")
    return text


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``curve`` to the command line."""
    from emotion_engine.lab.training.learner_registry import CURVE, LEARNERS

    about = curve.__doc__
    parser = commands.add_parser("curve", help=about, description=about)
    parser.add_argument(
        "--learners",
        nargs="+",
        default=list(CURVE),
        metavar="LEARNER",
        help=f"of {', '.join(LEARNERS)}",
    )
    add_comparison(parser)
    parser.set_defaults(run=curve)
