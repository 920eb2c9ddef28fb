"""Measure boundaries and confidence by fold, train on everybody, write with a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.lab.evaluation.alignment import OutOfFold, judge_out_of_fold
from emotion_engine.lab.training.hand_takes import HandTake, matching
from emotion_engine.lab.training.train_alignment import BoundaryRecipe, fit_boundaries
from emotion_engine.lab.training.train_confidence import fit_confidence
from emotion_engine.version import ENGINE_VERSION

from .expression import DATA, today


def release_alignment(
    folder: Path, config: EngineConfig, recipe: BoundaryRecipe, out: Path
) -> dict[str, Any]:
    """Write the model of all speakers; return what retraining by fold measured."""
    heard = judge_out_of_fold(folder, config, recipe)
    measured = heard.figures()
    model = fit_boundaries(heard.takes, recipe)
    model.write(out, card(folder, heard.takes, recipe, measured))
    return measured


def release_confidence(
    folder: Path, config: EngineConfig, recipe: BoundaryRecipe, out: Path
) -> dict[str, Any]:
    """Write the confidence that all speakers teach; return what folds measured.

    Boundaries are those of models that never heard the speaker, as in use.
    """
    heard = judge_out_of_fold(folder, config, recipe)
    measured = heard.figures()["confidence"]
    fit_confidence(heard.judged).write(out, confidence_card(folder, heard, measured))
    return measured


def confidence_card(
    folder: Path, heard: OutOfFold, measured: dict[str, Any]
) -> dict[str, Any]:
    """Say where the confidence comes from and how far it can be believed."""
    return origin(folder, heard.takes, "confidence") | {
        "task": "how probable it is that all vowels of a word lie within 50 ms of where "
        "a hand would place them",
        "method": "logistic regression on acoustic scores, durations and boundaries; "
        "one word in twenty of those that count was not said",
        "not_for": "whether a phrase was said: that is the phrase check's to tell",
        "known_limits": [
            "Calibrated on American readers, aligned by PocketSphinx.",
            "Words with more or fewer vowels than annotators heard are left out.",
        ],
        "measured": measured,
    }


def card(
    folder: Path,
    takes: Sequence[HandTake],
    recipe: BoundaryRecipe,
    measured: dict[str, Any],
) -> dict[str, Any]:
    """Say where the boundaries come from and how good they are."""
    return origin(folder, takes, "boundaries") | {
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


def origin(folder: Path, takes: Sequence[HandTake], kind: str) -> dict[str, Any]:
    """Name the model, and say whom it learnt from."""
    return {
        "name": f"{kind}-{today()}",
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "data": DATA.get(folder.name, {"source": folder.name}),
        "n_takes": len(matching(takes)),
        "n_speakers": len({take.speaker for take in takes}),
    }
