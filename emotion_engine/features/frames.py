"""Cut a waveform into centred, overlapping frames."""

from __future__ import annotations

import numpy as np

from emotion_engine.config import SAMPLE_RATE

HOP_S = 0.01


def centred_frames(waveform: np.ndarray, *, length: int, hop_s: float) -> np.ndarray:
    """Frames of ``length`` samples, the i-th centred on ``i * hop_s``.

    The ends are padded with zeros, so that a take of ``n`` samples has
    ``1 + n // hop`` frames, whatever ``length`` is.

    Returns
    -------
    array, shape (n_frames, length)
        A read-only view of the padded waveform.
    """
    hop = round(hop_s * SAMPLE_RATE)
    padded = np.pad(waveform, (length // 2, length - length // 2))
    return np.lib.stride_tricks.sliding_window_view(padded, length)[::hop]


def frame_times_s(n_frames: int, hop_s: float) -> np.ndarray:
    """Compute the times of the frames' centres, in seconds from the start of the take."""
    return np.arange(n_frames) * hop_s
