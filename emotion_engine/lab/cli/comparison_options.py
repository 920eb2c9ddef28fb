"""What commands that compare learners share: seeds, sizes, runs and where to write."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .corpus_options import add_corpus_options

RUNS = Path(".runs")


def add_comparison(parser: argparse.ArgumentParser) -> None:
    """Add the options of a comparison of learners."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument(
        "--clips", type=int, nargs="+", metavar="N", help="per class, in training"
    )
    parser.add_argument("--seeds", type=int, default=5, help="how many")
    parser.add_argument(
        "--only", nargs="+", metavar="LEARNER", help="run these alone, report later"
    )
    parser.add_argument(
        "--runs", type=Path, default=RUNS, metavar="FOLDER", help="finished runs"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help="for the table and the graphs"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    add_corpus_options(parser)


def write_results(
    options: argparse.Namespace, name: str, values: Mapping[str, Any], text: str
) -> None:
    """Write figures and table where that was asked for."""
    from emotion_engine.files import write_atomically
    from emotion_engine.lab.evaluation.reports import write_json

    if options.json:
        write_json(options.json, values)
    if options.out:
        write_atomically(options.out / f"{name}.md", text + "\n")
