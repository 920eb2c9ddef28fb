"""How narrow a band could be that knew by heart how natives say its sentence."""

from __future__ import annotations

import numpy as np

from emotion_engine.lab.training.bands.between import sentence_rows
from emotion_engine.lab.training.bands.learn import HeldOut


def same_sentence_ratio(held_out: HeldOut, columns: list[int]) -> float:
    """Return what natives of one sentence differ by, beside natives of any.

    The root of the variance about the mean of each sentence, or place in it, over that
    about the mean of each style; of what at least two natives said in one style. No text
    can tell more. NaN where nothing was said twice.
    """
    groups = sentence_rows(held_out)
    _, styles = np.unique(held_out.of_rows("style"), return_inverse=True)
    within, total, n_within, n_total = 0.0, 0.0, 0, 0
    for values in held_out.truth[:, columns].T:
        known = np.isfinite(values)
        counts = np.bincount(groups[known], minlength=groups.max() + 1)
        known &= counts[groups] > 1
        within += squares_about(values[known], groups[known])
        total += squares_about(values[known], styles[known])
        n_within += int(known.sum()) - len(np.unique(groups[known]))
        n_total += int(known.sum()) - len(np.unique(styles[known]))
    if n_within <= 0 or total <= 0:
        return float("nan")
    return float(np.sqrt((within / n_within) / (total / n_total)))


def squares_about(values: np.ndarray, groups: np.ndarray) -> float:
    """Return the sum of squares about the mean of each group."""
    counts = np.bincount(groups)
    means = np.bincount(groups, weights=values) / np.maximum(counts, 1)
    return float(np.sum((values - means[groups]) ** 2))
