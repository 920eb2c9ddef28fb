"""From the pooled layers of a take to a trace that can be stored, and back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from emotion_engine.encoders.base import AcousticEncoder
from emotion_engine.results import VoiceTrace

from .own_middle import OwnMiddle

PLAIN_READING = "neutral"  # what a take counts as that was asked in no style
STORED = np.dtype("<f2")


def trace_of(
    pooled: np.ndarray, encoder: AcousticEncoder, style: str | None
) -> VoiceTrace:
    """Return the trace of one take, pooled as ``pool_speech`` returns it."""
    values = pooled.astype(STORED)
    name = name_of(encoder)
    return VoiceTrace(name, style or PLAIN_READING, values.shape, values.tobytes())


def middle_of(traces: Iterable[VoiceTrace], encoder: AcousticEncoder) -> OwnMiddle:
    """Return what the traces of one voice say; those of other encoders are skipped."""
    own = OwnMiddle()
    for trace in traces:
        if trace.encoder == name_of(encoder):
            pooled = np.frombuffer(trace.values, STORED).reshape(trace.shape)
            own = own.with_take(pooled, trace.style)
    return own


def name_of(encoder: AcousticEncoder) -> str:
    """Return the encoder's name without the folder it was loaded from."""
    return Path(encoder.name).name
