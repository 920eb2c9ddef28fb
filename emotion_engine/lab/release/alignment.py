"""Release the boundary model: measure by fold, train on all, write with card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.lab.evaluation.alignment import judge_out_of_fold
from emotion_engine.lab.tasks import FOLDER, SEED, Task, destination
from emotion_engine.lab.training.hand_labelled import HandLabelledTake
from emotion_engine.lab.training.train_alignment import BoundaryRecipe, fit_boundaries
from emotion_engine.weights.shipped import assets_folder

from .provenance import hand_labelled_origin


def release_alignment(
    folder: Path, config: EngineConfig, recipe: BoundaryRecipe, out: Path
) -> dict[str, Any]:
    """Write the model of all speakers; return what retraining by fold measured."""
    heard = judge_out_of_fold(folder, config, recipe)
    measured = heard.figures()
    model = fit_boundaries(heard.takes, recipe)
    model.write(out, card(folder, heard.takes, recipe, measured))
    return measured


def card(
    folder: Path,
    takes: Sequence[HandLabelledTake],
    recipe: BoundaryRecipe,
    measured: dict[str, Any],
) -> dict[str, Any]:
    """Describe the origin and accuracy of the boundaries."""
    return hand_labelled_origin(folder, takes, "boundaries") | {
        "task": "how far a boundary of the aligner lies from where a hand placed it",
        "method": "a network over mel bands, phones and durations around the boundary",
        "not_for": "whether a phrase or sound was said: a boundary is always placed",
        "known_limits": [
            "Learnt from American readers; learners' boundaries are unmeasured.",
            "Boundaries between consonants inside a word were not placed by hand.",
        ],
        "recipe": asdict(recipe),
        "measured": measured,
    }


def run(folder: Path, out: Path, config: EngineConfig, *, seed: int) -> dict[str, Any]:
    """Release a model of boundaries."""
    return release_alignment(folder, config, BoundaryRecipe(seed=seed), out)


TASK = Task(run, (FOLDER, destination(assets_folder("alignment")), SEED))
