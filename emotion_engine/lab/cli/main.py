"""Parse the command line, run one command, and report bad input in one line."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence

from emotion_engine.config import EngineConfig
from emotion_engine.errors import EngineError
from emotion_engine.lab.reports import write_json

from .parser import parser

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m emotion_engine``; return its exit status."""
    options = parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.WARNING if options.quiet else logging.INFO,
        format="%(message)s",
        stream=sys.stderr,
    )
    try:
        sys.stdout.write(run(options, EngineConfig.from_environment()) + "\n")
    except EngineError as error:
        sys.stderr.write(f"{options.command}: {error}\n")
        return BAD_INPUT
    return 0


def run(options: argparse.Namespace, config: EngineConfig) -> str:
    """Run the task, write its figures if requested, and return its text."""
    task = options.run
    values = task.run(config=config, **task.arguments(options))
    if getattr(options, "json", None):
        write_json(options.json, values)
    return task.table(values)
