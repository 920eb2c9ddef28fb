"""How far a probability moves when only the room, the level or the codec changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Spread:
    """Where nine in ten probabilities lie after a harmless alteration of the take.

    Attributes
    ----------
    levels : tuple of float
        Probabilities of takes as recorded, ascending.
    low, high : tuple of float
        At each level, the 5th and 95th percentile of the same takes altered.
    """

    levels: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    def around(self, probability: float) -> tuple[float, float]:
        """Return the interval, between the levels interpolated; it holds the value."""
        low = float(np.interp(probability, self.levels, self.low))
        high = float(np.interp(probability, self.levels, self.high))
        return min(low, probability), max(high, probability)

    @classmethod
    def of(
        cls, recorded: np.ndarray, altered: np.ndarray, edges: Sequence[float]
    ) -> Spread:
        """Measure it from pairs of probabilities, of any shape.

        Pairs are grouped by the probability as recorded, between ``edges``; a group
        without pairs has no level.
        """
        recorded, altered = np.ravel(recorded), np.ravel(altered)
        group = np.digitize(recorded, edges[1:-1])
        rows = [
            (recorded[here].mean(), *np.percentile(altered[here], (5, 95)))
            for number in range(len(edges) - 1)
            if (here := group == number).any()
        ]
        return cls(*(tuple(map(float, column)) for column in zip(*rows, strict=True)))

    @classmethod
    def of_card(cls, card: Mapping[str, Any]) -> Spread | None:
        """Read it from a head's card; ``None`` where it was not measured."""
        values = card.get("spread")
        if values is None:
            return None
        return cls(*(tuple(values[name]) for name in ("levels", "low", "high")))
