"""``ablate fusion --data FOLDER``: what sound, words and both are worth."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_engine.config import EngineConfig

RUNS = Path(".runs")


def ablate_fusion(options: argparse.Namespace, config: EngineConfig) -> str:
    """Train the fusion network on sound, words and both; compare with experts."""
    from emotion_engine.lab.corpora import load_corpus
    from emotion_engine.lab.evaluation import fusion, reports
    from emotion_engine.lab.training.ratings import load_ratings

    corpus = load_corpus(options.data)
    values = fusion.ablate_fusion(
        corpus,
        load_ratings(corpus),
        config,
        options.runs,
        n_folds=options.folds,
        seeds=range(options.seeds),
        n_epochs=options.epochs,
    )
    if options.json:
        reports.write_json(options.json, values)
    return fusion.ablation_table(values)


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``ablate`` to the command line."""
    parser = commands.add_parser("ablate", help="leave parts of a model out")
    tasks = parser.add_subparsers(dest="task", required=True)
    about = ablate_fusion.__doc__
    one = tasks.add_parser("fusion", help=about, description=about)
    one.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    one.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    one.add_argument(
        "--runs", type=Path, default=RUNS, metavar="FOLDER", help="finished runs"
    )
    one.add_argument("--folds", type=int, default=5)
    one.add_argument("--seeds", type=int, default=5, help="how many")
    one.add_argument("--epochs", type=int, default=5)
    one.set_defaults(run=ablate_fusion)
