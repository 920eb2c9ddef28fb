"""Measure the placing of boundaries by fold, train on everybody, write with a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.evaluation.alignment import measure_retrained
from emotion_engine.version import ENGINE_VERSION

from .hand_takes import HandTake, load_hand_takes, matching
from .release import DATA, today
from .train_alignment import BoundaryRecipe, fit_boundaries


def release_alignment(
    folder: Path, config: EngineConfig, recipe: BoundaryRecipe, out: Path
) -> dict[str, Any]:
    """Write the model of all speakers; return what retraining by fold measured."""
    takes = load_hand_takes(folder, config)
    measured = measure_retrained(takes, recipe)
    model = fit_boundaries(takes, recipe)
    model.write(out, card(folder, takes, recipe, measured))
    return measured


def card(
    folder: Path,
    takes: Sequence[HandTake],
    recipe: BoundaryRecipe,
    measured: dict[str, Any],
) -> dict[str, Any]:
    """Say where the model comes from and how good it is."""
    return {
        "name": f"boundaries-{today()}",
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "task": "how far a boundary of the aligner lies from where a hand placed it",
        "method": "a network over mel bands, phones and durations around the boundary",
        "not_for": "whether a phrase or sound was said: a boundary is always placed",
        "known_limits": [
            "Learnt from American readers; learners' boundaries are unmeasured.",
            "Boundaries between consonants inside a word were not placed by hand.",
        ],
        "data": DATA.get(folder.name, {"source": folder.name}),
        "n_takes": len(matching(takes)),
        "n_speakers": len({take.speaker for take in takes}),
        "recipe": asdict(recipe),
        "measured": measured,
    }
