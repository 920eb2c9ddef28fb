"""Which kind of head a folder holds: its card says it."""

from __future__ import annotations

from pathlib import Path

from emotion_engine.weights.shipped import read_head

from .card import VOICE_KIND
from .head import ExpressionHead
from .judgement import StyleHead
from .voice_expression import VoiceExpressionHead


def read_style_head(folder: Path) -> StyleHead:
    """Load a head of either kind; ``CheckpointError`` where that is not possible."""
    _, card = read_head(folder)
    kind = VoiceExpressionHead if card.get("kind") == VOICE_KIND else ExpressionHead
    return kind.read(folder)
