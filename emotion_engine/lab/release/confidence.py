"""Release the alignment confidence: measure by fold, train on all, write with card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.lab.evaluation.alignment import OutOfFold, judge_out_of_fold
from emotion_engine.lab.tasks import FOLDER, SEED, Task, destination
from emotion_engine.lab.training.train_alignment import BoundaryRecipe
from emotion_engine.lab.training.train_confidence import fit_confidence
from emotion_engine.weights.shipped import assets_folder

from .provenance import hand_labelled_origin


def release_confidence(
    folder: Path, config: EngineConfig, recipe: BoundaryRecipe, out: Path
) -> dict[str, Any]:
    """Write the model trained on all speakers; return the figures of the folds.

    Boundaries are those of models trained without the speaker, as in use.
    """
    heard = judge_out_of_fold(folder, config, recipe)
    measured = heard.figures()["confidence"]
    fit_confidence(heard.judged).write(out, confidence_card(folder, heard, measured))
    return measured


def confidence_card(
    folder: Path, heard: OutOfFold, measured: dict[str, Any]
) -> dict[str, Any]:
    """Describe the origin and calibration of the confidence."""
    return hand_labelled_origin(folder, heard.takes, "confidence") | {
        "task": "how probable it is that all vowels of a word lie within 50 ms of where "
        "a hand would place them",
        "method": "logistic regression on acoustic scores, durations and boundaries; "
        "one word in twenty of those that count was not said",
        "not_for": "whether a phrase was said: that is for the phrase check to decide",
        "known_limits": [
            "Calibrated on American readers, aligned by PocketSphinx.",
            "Words with more or fewer vowels than annotators heard are left out.",
        ],
        "measured": measured,
    }


def run(folder: Path, out: Path, config: EngineConfig, *, seed: int) -> dict[str, Any]:
    """Release a model of confidence."""
    return release_confidence(folder, config, BoundaryRecipe(seed=seed), out)


TASK = Task(run, (FOLDER, destination(assets_folder("confidence")), SEED))
