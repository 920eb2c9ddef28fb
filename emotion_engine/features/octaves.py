"""Repair F0 contours that jump by an octave and back."""

from __future__ import annotations

import numpy as np

JUMP = 0.5  # octaves between neighbouring frames: more than any voice glides
OCTAVE_TOLERANCE = 0.25
MAX_BELOW = 1.2  # octaves about the speaker's median: the range of one take
MAX_ABOVE = 1.5


def mend_octave_jumps(octaves: np.ndarray) -> np.ndarray:
    """Undo octave jumps; drop what is out of range for a voice with this median.

    The contour is cut where it jumps or pauses. A piece about one octave away from its
    neighbour is folded if that brings it nearer to the speaker's median. A piece
    outside the voice's range is folded into it if one octave is enough, else dropped.

    Parameters
    ----------
    octaves : array, shape (n_frames,)
        log2 of F0 in Hz, NaN where unvoiced; not modified.
    """
    mended = octaves.copy()
    voiced = ~np.isnan(octaves)
    if not voiced.any():
        return mended
    median = float(np.median(octaves[voiced]))
    for start, end in _pieces(octaves):
        mended[start:end] += _shift(mended, start, end, median)
    with np.errstate(invalid="ignore"):
        implausible = (mended < median - MAX_BELOW) | (mended > median + MAX_ABOVE)
    mended[implausible] = np.nan
    return mended


def _pieces(octaves: np.ndarray) -> list[tuple[int, int]]:
    """Stretches of voiced frames without a jump, as first and past-the-last frame."""
    voiced = ~np.isnan(octaves)
    with np.errstate(invalid="ignore"):
        joined = np.abs(np.diff(octaves)) < JUMP
    starts = np.flatnonzero(voiced & ~np.concatenate(([False], joined)))
    ends = np.flatnonzero(voiced & ~np.concatenate((joined, [False]))) + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _shift(octaves: np.ndarray, start: int, end: int, median: float) -> float:
    """Return by how many octaves (-1, 0, 1) to move the piece."""
    centre = float(np.median(octaves[start:end]))
    shift = -1.0 if centre > median else 1.0
    if abs(centre + shift - median) >= abs(centre - median):
        return 0.0
    outside = not -MAX_BELOW <= centre - median <= MAX_ABOVE
    return shift if outside or _jumps(octaves, start, end, shift) else 0.0


def _jumps(octaves: np.ndarray, start: int, end: int, shift: float) -> bool:
    """Whether the shift would undo a jump at either end of the piece."""
    before = octaves[start - 1] - octaves[start] if start else np.nan
    after = octaves[end] - octaves[end - 1] if end < len(octaves) else np.nan
    return bool(
        abs(before - shift) < OCTAVE_TOLERANCE or abs(after - shift) < OCTAVE_TOLERANCE
    )
