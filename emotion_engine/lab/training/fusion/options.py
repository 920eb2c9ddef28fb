"""Options of every command that trains the fusion network on emotions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Unpack

from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.chosen import CHOICE, Choice, load_chosen
from emotion_engine.lab.tasks import option

from .presets import FusionPreset, preset_named

FUSION = (
    *CHOICE,
    option("--preset", default="own", help="own or boigne2020"),
    *(
        option(f"--{kind}-encoder", metavar="NAME_OR_FOLDER", help="not the preset's")
        for kind in ("acoustic", "text")
    ),
    option("--epochs", type=int, help="not the preset's"),
)


class FusionOptions(Choice):
    """The values of the options in ``FUSION``."""

    preset: str
    acoustic_encoder: str | None
    text_encoder: str | None
    epochs: int | None


def chosen(
    folder: Path, **options: Unpack[FusionOptions]
) -> tuple[Corpus, FusionPreset]:
    """Return corpus and preset; the preset's labels hold unless others are named."""
    preset = preset_named(
        options["preset"], options["acoustic_encoder"], options["text_encoder"]
    )
    if options["epochs"]:
        recipe = replace(preset.recipe, n_epochs=options["epochs"])
        preset = replace(preset, recipe=recipe)
    labels = preset.labels if options["labels"] == "all" else options["labels"]
    corpus = load_chosen(
        folder, layout=options["layout"], labels=labels, part=options["part"]
    )
    return corpus, preset
