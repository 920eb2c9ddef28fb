"""Parse the command line, run one command, and answer bad input with one line."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence

from emotion_engine.config import EngineConfig
from emotion_engine.errors import EngineError

from . import (
    ablate,
    advise,
    compare_strategies,
    curve,
    evaluate,
    manifest,
    move_stress,
    profile,
    say_stress,
    train,
    transcribe,
)

COMMANDS = (
    train,
    evaluate,
    ablate,
    curve,
    compare_strategies,
    advise,
    manifest,
    move_stress,
    say_stress,
    transcribe,
    profile,
)
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
        config = EngineConfig.from_environment()
        sys.stdout.write(options.run(options, config) + "\n")
    except EngineError as error:
        sys.stderr.write(f"{options.command}: {error}\n")
        return BAD_INPUT
    return 0


def parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="python -m emotion_engine",
        description="Train, measure and describe, from folders with a manifest.",
    )
    top.add_argument("--quiet", action="store_true", help="no progress on stderr")
    commands = top.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    return top
