"""``move-stress --data FOLDER --how swap --out FOLDER``: takes with moved prominence."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_engine.config import EngineConfig

TREATMENTS = ("control", "swap", "strong", "train")


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``move-stress`` to the command line."""
    about = "resynthesise takes with the prominence of words moved, and mark where to"
    parser = commands.add_parser("move-stress", help=about, description=about)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--how", choices=TREATMENTS, required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--limit", type=int, metavar="N", help="so many takes")
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, config: EngineConfig) -> str:
    """Write the folder and say what it holds."""
    from emotion_engine.lab.corpora import load_corpus
    from emotion_engine.lab.training.moved_corpus import write_moved

    n_takes, n_words = write_moved(
        load_corpus(options.data, needs=("text",)),
        options.how,
        options.out,
        config,
        limit=options.limit,
        seed=options.seed,
    )
    return f"{n_takes} takes, {n_words} marked words: {options.out}"
