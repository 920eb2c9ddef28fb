"""A small head that knows voices, for tests of what goes into it and comes out."""

from __future__ import annotations

import numpy as np

from emotion_engine.config import STYLES
from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.expression.model import LinearExpression
from emotion_engine.expression.voice_expression import Clarity, VoiceExpressionHead
from emotion_engine.expression.voice_head import VoiceHead

LAYER = 1


def sure_of_every_known_voice(hidden_size: int) -> LinearExpression:
    """A model that names a style wherever the voice is known."""
    rng = np.random.default_rng(0)
    weight = rng.normal(scale=0.1, size=(hidden_size, len(STYLES)))
    plain = LinearHead(
        PooledInput((LAYER,), ("mean",)),
        mean=np.zeros(hidden_size, np.float32),
        scale=np.ones(hidden_size, np.float32),
        weight=np.float32(weight),
        bias=np.zeros(len(STYLES), np.float32),
    )
    half = VoiceHead(
        plain,
        weight=plain.weight,
        bias=plain.bias,
        offsets=np.zeros((len(STYLES), hidden_size), np.float32),
        styles=STYLES,
    )
    sure = Clarity(0.0, 0.0)
    return LinearExpression(
        VoiceExpressionHead("made", STYLES, half, half, unknown=sure, known=sure)
    )
