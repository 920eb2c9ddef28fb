"""In which words a voice asked to move the stress measurably did so.

A synthetic voice may change little besides the symbol. The actual change is measured
here between the take with dictionary stress and the one with moved stress, from length,
level and F0 of the vowels alone, independently of our models.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from emotion_engine.lab.training.moved_prominence import LEAST_DB, LEAST_RATIO, LEAST_ST
from emotion_engine.lab.training.stress_words import StressItem
from emotion_engine.stress.cues import NAMES

# One step of each cue: the least difference that our own moved stress makes.
STEPS = {
    "log_duration": float(np.log(LEAST_RATIO)),
    "level_db": LEAST_DB,
    "f0_median_st": LEAST_ST,
}
LEAST_STEPS = 1.0  # mean over the cues


def measurably_moved(
    moved: Sequence[StressItem], controls: Sequence[StressItem]
) -> list[StressItem]:
    """Keep the shifted words whose prominence moved relative to the unmoved word."""
    before = {item.word: item for item in controls}
    return [
        item
        for item in moved
        if item.is_shifted
        and item.word in before
        and steps_moved(before[item.word], item) >= LEAST_STEPS
    ]


def steps_moved(before: StressItem, after: StressItem) -> float:
    """Measure how far prominence moved from the dictionary's to the requested syllable.

    0 if the takes differ in the number of syllables and cannot be compared.
    """
    if before.features.shape != after.features.shape:
        return 0.0
    columns = [NAMES.index(name) for name in STEPS]
    leads = [
        (item.features[after.true] - item.features[after.expected])[columns]
        for item in (before, after)
    ]
    return float(np.mean((leads[1] - leads[0]) / list(STEPS.values())))
