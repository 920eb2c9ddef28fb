"""Natives' recordings as profiles see them; nothing heavy is imported here."""

from __future__ import annotations

from dataclasses import dataclass

from emotion_engine.results import Melody, Span, WordResult


@dataclass(frozen=True, slots=True)
class NativeTake:
    """One native recording, measured."""

    speaker: str
    sex: str
    style: str
    text: str
    words: tuple[WordResult, ...]
    melody: Melody
    pauses: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the recordings come from, to be stated with each comparison."""

    source: str
    licence: str
    accent: str
