"""Load the members that ship, and the pool that joins them with the regression."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from emotion_engine.config import EngineConfig
from emotion_engine.encoders.base import AcousticEncoder
from emotion_engine.encoders.text import TextEncoder
from emotion_engine.expression.cnn.member import CnnMember
from emotion_engine.expression.members import Member, Panel
from emotion_engine.expression.pool import Pool
from emotion_engine.weights.shipped import CARD, assets_folder

from .member import FusionMember
from .text_emotion import TextEmotionModel

ASSETS, POOL = "expression_members", "pool"


class LoadedModels(Protocol):
    """What members read: both encoders, and what texts suggest."""

    @property
    def config(self) -> EngineConfig:
        """Which set of weights was chosen."""

    @property
    def acoustic(self) -> AcousticEncoder:
        """The encoder that the heads read."""

    @property
    def text(self) -> TextEncoder:
        """The encoder of phrases."""

    @property
    def text_emotion(self) -> TextEmotionModel:
        """What the words of a phrase suggest by themselves."""


def load_panel(models: LoadedModels, folder: Path | None = None) -> Panel | None:
    """Load the pool and those of its members whose folders are there.

    Raises
    ------
    CheckpointError
        A folder is there but damaged, or was made for other encoders.
    """
    folder = folder or assets_folder(ASSETS, models.config.weights_licence)
    if not (folder / POOL / CARD).is_file():
        return None
    members: list[Member] = []
    if (folder / "cnn" / CARD).is_file():
        members.append(CnnMember.read(folder / "cnn"))
    if (folder / "fusion" / CARD).is_file():
        read = (models.acoustic, models.text, models.text_emotion.suggests)
        members.append(FusionMember.read(folder / "fusion", *read))
    return Panel(Pool.read(folder / POOL), tuple(members))
