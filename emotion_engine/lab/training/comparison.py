"""Options of the commands that compare learners: seeds, sizes, runs, output."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from emotion_engine.lab.corpora.chosen import CHOICE
from emotion_engine.lab.tasks import FOLDER, JSON, Option, option

from .learner_registry import LEARNERS

RUNS = option(
    "--runs",
    type=Path,
    default=Path(".runs"),
    metavar="FOLDER",
    help="finished runs",
)
SEEDS = option("--seeds", type=int, default=5, help="how many")
FOLD_PER_SEED = option(
    "--fold-per-seed",
    action="store_true",
    help="hold out one fold with each seed, in turn, instead of all with each",
)
SPEAKERS = option(
    "--speakers",
    type=int,
    nargs="+",
    default=(),
    metavar="N",
    help="as many clips from so many speakers in training, too",
)
COMPARISON = (
    FOLDER,
    option("--clips", type=int, nargs="+", metavar="N", help="per class, in training"),
    SEEDS,
    FOLD_PER_SEED,
    option(
        "--only", nargs="+", metavar="LEARNER", help="run these alone, report later"
    ),
    RUNS,
    option("--out", type=Path, metavar="FOLDER", help="for the table and the graphs"),
    JSON,
    *CHOICE,
)


def learners_option(default: Sequence[str]) -> Option:
    """Declare the option to choose learners, with its default."""
    return option(
        "--learners",
        nargs="+",
        default=list(default),
        metavar="LEARNER",
        help=f"of {', '.join(LEARNERS)}",
    )
