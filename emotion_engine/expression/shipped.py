"""Which kind of head a folder holds: its card says it."""

from __future__ import annotations

from pathlib import Path

from emotion_engine.weights.shipped import read_head

from .head import ExpressionHead
from .judgement import StyleHead
from .voice_expression import KIND, VoiceExpressionHead


def read_style_head(folder: Path) -> StyleHead:
    """Load a head of either kind; ``CheckpointError`` where that is not possible."""
    _, card = read_head(folder)
    kind = VoiceExpressionHead if card.get("kind") == KIND else ExpressionHead
    return kind.read(folder)
