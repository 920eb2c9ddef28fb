"""``say-stress --how mark --out FOLDER``: the model voice with its stress moved."""

from __future__ import annotations

import argparse
from pathlib import Path

from emotion_engine.config import EngineConfig

WAYS = ("control", "mark", "mark-and-vowel")


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``say-stress`` to the command line."""
    about = "let the model voice say words with their stress moved, and mark where to"
    parser = commands.add_parser("say-stress", help=about, description=about)
    parser.add_argument("--how", choices=WAYS, required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--words", nargs="+", metavar="WORD", help="of your own")
    parser.add_argument("--seed", type=int, default=0)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, config: EngineConfig) -> str:
    """Write the folder and say what it holds."""
    from emotion_engine.lab.training.said_stress import WORDS, write_said

    n_takes, n_moved = write_said(
        options.how,
        options.out,
        config,
        words=options.words or WORDS,
        seed=options.seed,
    )
    return f"{n_takes} takes, stress moved in {n_moved}: {options.out}"
