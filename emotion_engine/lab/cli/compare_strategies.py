"""``compare-strategies --data FOLDER``: the ways to transfer, against one another."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_engine.config import EngineConfig

from .comparison_options import add_comparison, write_results
from .corpus_options import corpus_with_emotions


def compare_strategies(options: argparse.Namespace, config: EngineConfig) -> str:
    """Compare the CNN's strategies (or other learners) on the same folds and seeds."""
    from emotion_engine.lab.evaluation import strategies
    from emotion_engine.lab.training.cnn.learners import from_sources
    from emotion_engine.lab.training.learner_registry import build_learners
    from emotion_engine.lab.training.runs import RunStore

    learners = build_learners(options.only or options.learners, config)
    if options.sources:
        learners = from_sources(learners, options.sources)
    values = strategies.compare_strategies(
        corpus_with_emotions(options),
        learners,
        options.clips or (),
        range(options.seeds),
        RunStore(options.runs),
        draws_only=options.draws_only,
    )
    text = strategies.strategies_markdown(values)
    write_results(options, "strategies", values, text)
    if options.out:
        strategies.draw_strategies(values, options.out)
    return text


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``compare-strategies`` to the command line."""
    from emotion_engine.lab.training.learner_registry import LEARNERS, STRATEGIES

    about = compare_strategies.__doc__
    parser = commands.add_parser("compare-strategies", help=about, description=about)
    parser.add_argument(
        "--learners",
        nargs="+",
        default=list(STRATEGIES),
        metavar="LEARNER",
        help=f"of {', '.join(LEARNERS)}",
    )
    parser.add_argument(
        "--sources",
        type=Path,
        nargs="+",
        metavar="FOLDER",
        help="trunks to transfer from, instead of the shipped one",
    )
    parser.add_argument(
        "--draws-only",
        action="store_true",
        help="leave out training on all clips, which takes the longest",
    )
    add_comparison(parser)
    parser.set_defaults(run=compare_strategies)
