"""Release boundaries and confidence that learnt from no recording of restricted use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from emotion_engine.config import EngineConfig
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.reserved import without_reserved
from emotion_engine.lab.evaluation.alignment import judge
from emotion_engine.lab.tasks import FOLDERS, SEED, Task, destination, option
from emotion_engine.lab.training.hand_labelled import HandLabelledTake
from emotion_engine.lab.training.misread_takes import misread_takes
from emotion_engine.lab.training.sound_labelled import label_by_sound, placed_again
from emotion_engine.lab.training.train_alignment import BoundaryRecipe, fit_boundaries
from emotion_engine.lab.training.train_confidence import fit_confidence
from emotion_engine.lab.training.voices.sampling import some_of_each
from emotion_engine.version import ENGINE_VERSION
from emotion_engine.weights.shipped import OPEN, assets_folder

from .provenance import origin, today

N_EPOCHS = 8  # there are some ten times as many boundaries as hands have placed
NOT_BY_HAND = [
    "No boundary was placed by hand: each is where the spectrum changes most.",
    "Learnt from readers; learners' boundaries are unmeasured.",
]


def run(
    folders: Sequence[Path], out: Path, config: EngineConfig, *, takes: int, seed: int
) -> dict[str, Any]:
    """Write a model of boundaries and one of confidence, in two folders of ``out``."""
    corpora = [
        some_of_each(
            without_reserved(load_corpus(f, needs=("text",))), takes, seed=seed
        )
        for f in folders
    ]
    recipe = BoundaryRecipe(n_epochs=N_EPOCHS, seed=seed)
    labelled = label_by_sound(corpora, config)
    first = fit_boundaries(labelled, recipe)
    again = [placed_again(take, first) for take in labelled]
    boundaries = fit_boundaries(again, recipe)
    about = about_takes(again) | {"data": [origin(corpus) for corpus in corpora]}
    boundaries.write(
        out / "alignment",
        about
        | {
            "name": f"boundaries-by-sound-{today()}",
            "task": "how far a boundary of the aligner lies from the change of sound",
            "recipe": asdict(recipe),
        },
    )
    judged = judge(again, misread_takes(again, config, seed), boundaries)
    fit_confidence(judged).write(
        out / "confidence",
        about
        | {
            "name": f"confidence-by-sound-{today()}",
            "task": "how probable it is that a word was said, and its vowels lie within "
            "50 ms of the changes of sound",
        },
    )
    return {"n_takes": len(labelled), "n_misread": sum(not all(j.said) for j in judged)}


def about_takes(takes: Sequence[HandLabelledTake]) -> dict[str, Any]:
    """Describe what both models learnt from."""
    return {
        "date": today(),
        "engine_version": ENGINE_VERSION,
        "n_takes": len(takes),
        "n_speakers": len({take.speaker for take in takes}),
        "known_limits": NOT_BY_HAND,
    }


TASK = Task(
    run,
    (
        FOLDERS,
        destination(assets_folder(OPEN)),
        option("--takes", type=int, default=110, metavar="N", help="of each corpus"),
        SEED,
    ),
)
