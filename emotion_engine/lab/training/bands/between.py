"""How much of what natives differ by in a sentence is common to all who say it."""

from __future__ import annotations

import numpy as np

from emotion_engine.profiles.combine import DEVIATION
from emotion_engine.profiles.expected.targets import MELODY

from .learn import HeldOut

LEAST, MOST = 0.05, 0.9
LARGEST = 4.0  # deviations: rarer ones are errors of alignment or of pitch


def between_of(held_out: HeldOut, targets: tuple[str, ...]) -> dict[str, float]:
    """Return the share of the variance about the expectation that sentences explain.

    The mean product of what two natives of the same sentence miss its expectation by,
    over the mean square: an intraclass correlation. ``melody`` is that of its points.
    """
    missed = deviations(held_out)
    groups = sentence_rows(held_out)
    shares = {
        name: intraclass(missed[:, column], groups)
        for column, name in enumerate(targets)
    }
    points = [shares.pop(name) for name in MELODY if name in shares]
    return shares | ({"melody": float(np.mean(points))} if points else {})


def deviations(held_out: HeldOut) -> np.ndarray:
    """Return the distance of each value from its expected median, in deviations."""
    low, median, high = np.moveaxis(held_out.bands, -1, 0)
    spread = np.maximum((high - low) / 2 / DEVIATION, 1e-6)
    return np.clip((held_out.truth - median) / spread, -LARGEST, LARGEST)


def sentence_rows(held_out: HeldOut) -> np.ndarray:
    """Give one number to the same place of one sentence, whoever said it."""
    counts = np.bincount(held_out.owner, minlength=len(held_out.takes))
    names: list[tuple[str, str, int, int]] = []
    for take, count in zip(held_out.takes, counts, strict=True):
        names += [(take.sentence, take.style, int(count), i) for i in range(count)]
    number = {name: i for i, name in enumerate(dict.fromkeys(names))}
    return np.array([number[name] for name in names])


def intraclass(values: np.ndarray, groups: np.ndarray) -> float:
    """Return the correlation of values within groups; groups count the same."""
    known = np.isfinite(values)
    values, groups = values[known], groups[known]
    n = np.bincount(groups)
    sums = np.bincount(groups, weights=values)
    squares = np.bincount(groups, weights=values**2)
    several = n >= 2
    if not several.any():
        return LEAST
    pairs = n[several] * (n[several] - 1)
    common = np.mean((sums[several] ** 2 - squares[several]) / pairs)
    total = np.mean(squares[several] / n[several])
    return float(np.clip(common / max(total, 1e-9), LEAST, MOST))
