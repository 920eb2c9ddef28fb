"""Of several sound tracks in one file, the one with speech.

Phones and screen recorders write files with more than one: the first may be silent, hum,
or be coded for loudspeakers all around, which libav does not decode.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.errors import AudioError

MAX_TRACKS = 4
FRAME_SAMPLES = SAMPLE_RATE // 50
T = TypeVar("T")


def liveliest(
    tracks: Sequence[Callable[[], T]], waveform_of: Callable[[T], np.ndarray]
) -> T:
    """Decode each track, and return the one whose level moves most.

    Raises
    ------
    AudioError
        What is wrong with the first track, if none can be decoded.
    """
    decoded: list[T] = []
    refusals: list[AudioError] = []
    for decode in tracks[:MAX_TRACKS]:
        try:
            decoded.append(decode())
        except AudioError as refusal:
            refusals.append(refusal)
    if not decoded:
        raise refusals[0]
    return max(decoded, key=lambda track: liveliness(waveform_of(track)))


def liveliness(waveform: np.ndarray) -> float:
    """Return how far the power of 20 ms frames rises above its own floor.

    Speech has syllables and pauses; hum and noise are steady, silence has no power.
    """
    n_frames = len(waveform) // FRAME_SAMPLES
    if not n_frames:
        return 0.0
    frames = waveform[: n_frames * FRAME_SAMPLES].reshape(n_frames, FRAME_SAMPLES)
    power = np.sort(np.mean(frames.astype(float) ** 2, axis=1))
    # No percentiles: numpy would import modules, and the decoder may open no files.
    floor, top = power[[n_frames // 10, n_frames * 9 // 10]]
    return float(top - floor)
