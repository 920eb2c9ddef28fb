"""What the melody costs: the networks that rate prosody hardly hear it.

They gave a voice that moves over less than a semitone the highest band, and a whisper as
well, as the takes they learnt from hold hardly any. So the score is bounded by how far
the melody moves, and by how far that of a statement climbs; without voice there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from emotion_engine.profiles.measures import climb_st, pitch_range_st, voiced_share
from emotion_engine.results import DeliveryResult, Melody, ScoreEstimate, WordResult

from .ridge import LOWEST

# Highest score by the range of the melody in semitones. The flattest of 170 plain takes
# by 106 natives moved over 2.2 (docs/experiments/told.md).
RANGE_ST, BY_RANGE = (0.8, 2.2), (5.0, 10.0)
# Highest score by how far the melody of a statement climbs.
CLIMB_ST, BY_CLIMB = (2.0, 3.5), (10.0, 5.0)
LEAST_SYLLABLES = 5  # in a shorter phrase one accent is the whole melody
LEAST_VOICED = (
    0.3  # share of the vowels: natives had 0.6 or more, whispers less than 0.1
)
MIDDLE, HIGHEST = 5.0, 10.0


def bounded_by_melody(
    delivery: DeliveryResult, melody: Melody, words: Sequence[WordResult], text: str
) -> DeliveryResult:
    """Lower the scores of prosody and of the whole where the melody is not a native's.

    Of a take without voice prosody is not rated at all.
    """
    if is_whispered(words):
        return replace(
            delivery, prosody=None, total=at_most(delivery.total, total_of(MIDDLE))
        )
    range_st = pitch_range_st(melody)
    if not np.isfinite(range_st):
        return delivery
    most = float(np.interp(range_st, RANGE_ST, BY_RANGE))
    if can_be_upside_down(words, text):
        by_climb = float(np.interp(climb_st(melody), CLIMB_ST, BY_CLIMB))
        most = min(most, by_climb)
    return replace(
        delivery,
        prosody=at_most(delivery.prosody, most),
        total=at_most(delivery.total, total_of(most)),
    )


def is_whispered(words: Sequence[WordResult]) -> bool:
    """Whether too little of the vowels is voiced to judge a melody."""
    return bool(voiced_share(words) < LEAST_VOICED)  # false for NaN


def can_be_upside_down(words: Sequence[WordResult], text: str) -> bool:
    """Whether a melody that climbs to the end would be wrong: in a statement."""
    n_syllables = sum(len(word.syllables) for word in words)
    return "?" not in text and n_syllables >= LEAST_SYLLABLES


def total_of(prosody: float) -> float:
    """Return the highest score of the whole with such prosody."""
    return (prosody + HIGHEST) / 2


def at_most(score: ScoreEstimate, most: float) -> ScoreEstimate:
    """Shift a score and its interval down to a bound; a lower score stays."""
    over = max(0.0, score.value - most)
    return ScoreEstimate(
        score.value - over, max(LOWEST, score.low - over), score.high - over
    )
