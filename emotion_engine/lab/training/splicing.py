"""Cut stretches out of recordings, so that what is missing is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from emotion_engine.config import SAMPLE_RATE
from emotion_engine.results import Span

FADE_S = 0.004  # in which the sound before a cut passes into that after it


def cut_out(waveform: np.ndarray, spans: Sequence[Span]) -> np.ndarray:
    """Remove stretches of a take; what is left is joined without clicks.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        At 16 kHz.
    spans : sequence of Span
        Without overlap.

    Returns
    -------
    float32 array, shape (n_samples_left,)
    """
    left = waveform
    for span in sorted(spans, key=lambda span: -span.start_s):
        first, last = (round(s * SAMPLE_RATE) for s in (span.start_s, span.end_s))
        left = joined(left[: max(first, 0)], left[last:])
    return left


def joined(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Concatenate two stretches with a short cross-fade."""
    n = min(round(FADE_S * SAMPLE_RATE), len(before), len(after))
    if not n:
        return np.concatenate([before, after])
    rising = np.linspace(0, 1, n, dtype=np.float32)
    faded = before[-n:] * (1 - rising) + after[:n] * rising
    return np.concatenate([before[:-n], faded, after[n:]])
