"""Where a take's probability lies among natives performing the same style."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def share_at_or_below(value: float, at_ranks: Sequence[float]) -> float:
    """Return the share of natives at or below a value.

    Parameters
    ----------
    at_ranks : sequence of float
        The natives' values at equally spaced ranks from 0 to 100 %, ascending.

    >>> share_at_or_below(0.5, [0.0, 0.2, 0.4, 0.6, 1.0])
    0.625
    >>> share_at_or_below(1.0, [0.0, 0.2, 0.4, 0.6, 1.0])
    1.0
    """
    above = bisect_right(at_ranks, value)
    if above in (0, len(at_ranks)):
        return float(above > 0)
    low, high = at_ranks[above - 1], at_ranks[above]
    return (above - 1 + (value - low) / (high - low)) / (len(at_ranks) - 1)
