"""``advise --data FOLDER`` or ``--curve FILE``: what the next clips would bring."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError

from .comparison_options import RUNS
from .corpus_options import add_corpus_options, corpus_with_emotions

SIZES = (2, 3, 4, 5, 6, 8, 10, 14, 20, 28, 40, 56, 80, 120, 160, 250, 500, 1000)


def advise(options: argparse.Namespace, config: EngineConfig) -> str:
    """Say what more clips per class are expected to bring, from a curve so far."""
    from emotion_engine.lab.evaluation import adviser

    values = read_curve(options.curve) if options.curve else measured(options, config)
    errors = adviser.of_curve(values, options.learner)
    level_error = adviser.level_error_of(values, options.learner)
    advice = adviser.advise(errors, more=options.more, level_error=level_error)
    return adviser.advice_in_words(advice)


def read_curve(path: Path) -> Mapping[str, Any]:
    """Read what ``curve --json`` wrote."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} is no curve: {error}") from None


def measured(options: argparse.Namespace, config: EngineConfig) -> Mapping[str, Any]:
    """Measure the learner's curve on the clips there are."""
    from emotion_engine.lab.evaluation.curve import measure_curve
    from emotion_engine.lab.training.learner_registry import build_learners
    from emotion_engine.lab.training.runs import RunStore

    return measure_curve(
        corpus_with_emotions(options),
        build_learners([options.learner], config),
        SIZES,
        range(options.seeds),
        RunStore(options.runs),
    )


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add ``advise`` to the command line."""
    about = advise.__doc__
    parser = commands.add_parser("advise", help=about, description=about)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, metavar="FOLDER", help="clips so far")
    source.add_argument("--curve", type=Path, metavar="FILE", help="of curve --json")
    parser.add_argument("--learner", default="transfer", help="whose curve")
    parser.add_argument("--more", type=int, default=50, help="clips per class")
    parser.add_argument("--seeds", type=int, default=5, help="how many")
    parser.add_argument("--runs", type=Path, default=RUNS, metavar="FOLDER")
    add_corpus_options(parser)
    parser.set_defaults(run=advise)
