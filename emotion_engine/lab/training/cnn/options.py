"""Options of every command that transfers the CNN."""

from __future__ import annotations

from pathlib import Path

from emotion_engine.lab.tasks import option
from emotion_engine.weights.shipped import assets_folder

from .strategies import STRATEGIES, TWO_STAGE

TRUNK = assets_folder("cnn")
STRATEGY = option("--strategy", choices=tuple(STRATEGIES), default=TWO_STAGE.name)
SOURCE = option("--source", type=Path, default=TRUNK, metavar="FOLDER")
