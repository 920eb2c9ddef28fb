"""Advise on collecting more clips, from a stored learning curve or a new one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Unpack

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora.chosen import CHOICE, Choice, load_chosen
from emotion_engine.lab.tasks import OneOf, Task, option
from emotion_engine.lab.training.comparison import SEEDS, SPEAKERS
from emotion_engine.lab.training.learner_registry import build_learners
from emotion_engine.lab.training.runs import RunStore

from .adviser import (
    MORE_CLIPS,
    Advice,
    advice_in_words,
    advise,
    level_error_of,
    of_curve,
)
from .curve import TRANSFER, measure_curve
from .fewer_speakers import half_and_quarter, most_clips

SIZES = (2, 3, 4, 5, 6, 8, 10, 14, 20, 28, 40, 56, 80, 120, 160, 250, 500, 1000)


def run(
    folder: Path | None,
    curve: Path | None,
    config: EngineConfig,
    *,
    learner: str,
    more: int,
    speakers: Sequence[int],
    seeds: int,
    runs: Path,
    **choice: Unpack[Choice],
) -> Advice:
    """Read the curve, or measure it on the present clips, and extrapolate it."""
    if curve:
        values = read_curve(curve)
    else:
        corpus = load_chosen(folder, **choice)
        values = measure_curve(
            corpus,
            build_learners([learner], config),
            SIZES,
            range(seeds),
            RunStore(runs),
            speakers=speakers or half_and_quarter(corpus),
            most_clips_only=True,
        )
    errors, level_error = of_curve(values, learner), level_error_of(values, learner)
    advice = advise(errors, more=more, level_error=level_error)
    return replace(advice, fewer_speakers=most_clips(values, learner))


def read_curve(path: Path) -> Mapping[str, Any]:
    """Read the output of ``curve --json``."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} is no curve: {error}") from None


TASK = Task(
    run,
    (
        OneOf(
            (
                option(
                    "--data",
                    dest="folder",
                    type=Path,
                    metavar="FOLDER",
                    help="clips so far",
                ),
                option("--curve", type=Path, metavar="FILE", help="of curve --json"),
            )
        ),
        option("--learner", default=TRANSFER, help="whose curve"),
        option("--more", type=int, default=MORE_CLIPS, help="clips per class"),
        SPEAKERS,
        SEEDS,
        option("--runs", type=Path, default=Path(".runs"), metavar="FOLDER"),
        *CHOICE,
    ),
    advice_in_words,
)
