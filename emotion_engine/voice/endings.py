"""The end of a phrase made to rise, as of a question, or to fall, as of a statement.

The reading voices hardly rise before a question mark where the word order is that of a
statement, and some fall where it is that of a question, so the melody of the end is drawn
with WORLD.
"""

from __future__ import annotations

import numpy as np

from emotion_engine.resynthesis.world import FRAME_S, Changes, analyse, synthesise

END_S = 0.3  # about the last syllable
TOP_ST, BOTTOM_ST = 7.0, -5.0  # the end, about the middle of the voice
AROUND = 10  # voiced frames that say where the end sets in


def ends_low(spoken: np.ndarray) -> bool:
    """Whether a phrase at 16 kHz ends below the middle of its voice."""
    f0_hz = analyse(spoken).f0_hz
    voiced = f0_hz[f0_hz > 0]
    return bool(len(voiced) and np.median(voiced[-AROUND:]) < np.median(voiced))


def with_ending(spoken: np.ndarray, *, rises: bool) -> np.ndarray:
    """Let a phrase end in a straight rise or fall.

    Parameters
    ----------
    spoken : float32 array, shape (n_samples,)
        A phrase at 16 kHz.
    """
    frames = analyse(spoken)
    changes = Changes.none(len(frames))
    voiced = np.flatnonzero(frames.f0_hz > 0)
    if len(voiced):
        st = 12 * np.log2(frames.f0_hz[voiced])
        first = max(int(voiced[0]), int(voiced[-1]) - round(END_S / FRAME_S))
        at = int(np.searchsorted(voiced, first))
        begins_st = np.median(st[max(0, at - AROUND) : at + AROUND])
        ends_st = np.median(st) + (TOP_ST if rises else BOTTOM_ST)
        line = np.interp(voiced[at:], [first, voiced[-1]], [begins_st, ends_st])
        changes.shift_st[voiced[at:]] = line - st[at:]
        changes.shift_st[voiced[-1] + 1 :] = line[-1] - st[-1]
    return synthesise(frames, changes)
