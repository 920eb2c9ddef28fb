"""Where a sound really ends that was aligned too short: learners draw out their endings.

Boundaries come from a model of natives' timing, so a part of a long sound may lie behind
the aligned end. What is cut out has to include it, or the ending is still there.
"""

from __future__ import annotations

import numpy as np

from emotion_engine.alignment.spectrum import HOP_S
from emotion_engine.delivery.hiss import Hiss

MOST_S = 0.15  # behind the aligned end
GAP_S = 0.04  # of silence that belongs to the sound: a stop is closed before its burst
OVER_NOISE = 1.0  # decades of power above the quietest frames of the take
QUIET = 0.1  # share of frames that give the noise


def hiss_end_s(waveform: np.ndarray, end_s: float) -> float:
    """Find where the hiss or burst is over that is heard at an aligned end.

    Parameters
    ----------
    waveform : float32 array, shape (n_samples,)
        At 16 kHz.
    end_s : float
        Where the sound was aligned to end; in seconds, like the result.

    Returns
    -------
    float
        No earlier than ``end_s``, and at most ``MOST_S`` later.
    """
    take = Hiss.of(waveform)
    return last_of((take.high > take.low) & is_audible(take.high), end_s)


def sound_end_s(waveform: np.ndarray, end_s: float) -> float:
    """Find where a sound before a pause is no longer heard, like ``hiss_end_s``."""
    take = Hiss.of(waveform)
    return last_of(is_audible(take.low + take.high), end_s)


def is_audible(power: np.ndarray) -> np.ndarray:
    """Whether frames are clearly louder than the quietest of the take."""
    return power > np.quantile(power, QUIET) * 10**OVER_NOISE


def last_of(holds: np.ndarray, end_s: float) -> float:
    """Return the end of the run of frames that goes on at a time, gaps included."""
    last = first = round(end_s / HOP_S)
    for frame in range(first, min(len(holds), first + round(MOST_S / HOP_S) + 1)):
        if holds[frame]:
            last = frame
        elif (frame - last) * HOP_S >= GAP_S:
            break
    return max(end_s, last * HOP_S)
