"""In which words a voice that was asked to move the stress really did, in the signal.

A synthetic voice may change little but the symbol. What it changed is measured here
between the take as in the dictionary and the one with the stress moved, in length, level
and F0 of the vowels alone: no model of ours has a say.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from emotion_engine.lab.training.moved_prominence import LEAST_DB, LEAST_RATIO, LEAST_ST
from emotion_engine.lab.training.stress_words import StressItem
from emotion_engine.stress.cues import NAMES

# What counts as one step of each cue: the least that a moved stress of ours differs by.
STEPS = {
    "log_duration": float(np.log(LEAST_RATIO)),
    "level_db": LEAST_DB,
    "f0_median_st": LEAST_ST,
}
LEAST_STEPS = 1.0  # on average over the cues


def measurably_moved(
    moved: Sequence[StressItem], controls: Sequence[StressItem]
) -> list[StressItem]:
    """Keep the shifted words whose prominence moved, against the same word unmoved."""
    before = {item.word: item for item in controls}
    return [
        item
        for item in moved
        if item.is_shifted
        and item.word in before
        and steps_moved(before[item.word], item) >= LEAST_STEPS
    ]


def steps_moved(before: StressItem, after: StressItem) -> float:
    """Say how far prominence went from the dictionary's to the asked syllable.

    0 where the two takes have another number of syllables and cannot be compared.
    """
    if before.features.shape != after.features.shape:
        return 0.0
    columns = [NAMES.index(name) for name in STEPS]
    leads = [
        (item.features[after.true] - item.features[after.expected])[columns]
        for item in (before, after)
    ]
    return float(np.mean((leads[1] - leads[0]) / list(STEPS.values())))
