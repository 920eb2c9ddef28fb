"""Bounds of what a measure can be, for bands that are computed and not observed."""

from __future__ import annotations

import math

from .store import Band

LIMITS = {
    "duration": (0.05, math.inf),
    "prominence": (0.0, 1.0),
    "pitch_range_st": (0.0, math.inf),
    "rate_syllables_per_s": (0.0, math.inf),
    "pause_s": (0.0, math.inf),
    "loudness_contrast_db": (0.0, math.inf),
    "stressed_duration_ratio": (0.0, math.inf),
}


def bounded(name: str, band: Band) -> Band:
    """Return a band within what its measure can be.

    >>> bounded("pause_s", Band(-0.1, 0.0, 0.4))
    Band(low=0.0, median=0.0, high=0.4)
    """
    least, most = LIMITS.get(name, (-math.inf, math.inf))
    ends = (min(max(v, least), most) for v in (band.low, band.median, band.high))
    return Band(*ends)
