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
CLIMB_ST, BY_CLIMB = (3.0, 4.0), (10.0, 5.0)
OCTAVE_ST = 12.0  # who seems to climb so far has an octave error in the contour
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
    climb = climb_of_statement(melody, words, text)
    most = min(most, float(np.interp(climb, CLIMB_ST, BY_CLIMB)))
    return replace(
        delivery,
        prosody=at_most(delivery.prosody, most),
        total=at_most(delivery.total, total_of(most)),
    )


def is_whispered(words: Sequence[WordResult]) -> bool:
    """Whether too little of the vowels is voiced to judge a melody."""
    return bool(voiced_share(words) < LEAST_VOICED)  # false for NaN


def climb_of_statement(melody: Melody, words: Sequence[WordResult], text: str) -> float:
    """Return how far a statement's melody climbs, in semitones.

    0 where a rise would be right, in a question or an unfinished sentence, or nothing
    can be told of it.
    """
    n_syllables = sum(len(word.syllables) for word in words)
    climb = climb_st(melody)
    if "?" in text or text.endswith("…") or n_syllables < LEAST_SYLLABLES:
        return 0.0
    return climb if climb < OCTAVE_ST else 0.0  # also for NaN


def total_of(prosody: float) -> float:
    """Return the highest score of the whole with such prosody."""
    return (prosody + HIGHEST) / 2


def at_most(score: ScoreEstimate, most: float) -> ScoreEstimate:
    """Shift a score and its interval down to a bound; a lower score stays."""
    over = max(0.0, score.value - most)
    return ScoreEstimate(
        score.value - over, max(LOWEST, score.low - over), score.high - over
    )
