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
    apart from what each misses all of theirs by, over the mean square: an intraclass
    correlation. ``melody`` is that of its points.
    """
    missed = deviations(held_out)
    groups, speakers = sentence_rows(held_out), held_out.of_rows("speaker")
    shares = {
        name: intraclass(missed[:, column], groups, speakers)
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


def intraclass(values: np.ndarray, groups: np.ndarray, speakers: np.ndarray) -> float:
    """Return the correlation of values within groups; groups count the same.

    Speakers who are in all groups, and differ in the same way in each, do not count
    against what a group has in common.
    """
    known = np.isfinite(values)
    values, groups, speakers = values[known], groups[known], speakers[known]
    n = np.bincount(groups)
    several = n >= 2
    if not several.any():
        return LEAST
    apart = about_speakers(values, speakers)
    sums = np.bincount(groups, weights=apart)
    products = (sums**2 - np.bincount(groups, weights=apart**2))[several]
    common = np.mean(products / (n * (n - 1))[several])
    total = np.mean(np.bincount(groups, weights=values**2)[several] / n[several])
    return float(np.clip(common / max(total, 1e-9), LEAST, MOST))


def about_speakers(values: np.ndarray, speakers: np.ndarray) -> np.ndarray:
    """Return the distance of each value from the mean of its speaker."""
    _, at, counts = np.unique(speakers, return_inverse=True, return_counts=True)
    means = np.bincount(at, weights=values) / counts
    return values - means[at]
