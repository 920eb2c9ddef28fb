"""A flat melody costs: the networks that rate prosody do not hear how far F0 moves.

They gave a voice that moves over less than a semitone the highest band, as the takes
they learnt from hold hardly any. So how far the melody moves bounds the score.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from emotion_engine.profiles.measures import pitch_range_st
from emotion_engine.results import DeliveryResult, Melody, ScoreEstimate

from .ridge import LOWEST

# Highest score by the range of the melody in semitones. The flattest of 170 plain takes
# by 106 natives moved over 2.2 (docs/experiments/told.md).
RANGE_ST, HIGHEST_SCORE = (0.8, 2.2), (5.0, 10.0)


def bounded_by_melody(delivery: DeliveryResult, melody: Melody) -> DeliveryResult:
    """Lower the scores of prosody and of the whole where the melody hardly moves."""
    range_st = pitch_range_st(melody)
    if not np.isfinite(range_st):
        return delivery
    most = float(np.interp(range_st, RANGE_ST, HIGHEST_SCORE))
    return replace(
        delivery,
        prosody=at_most(delivery.prosody, most),
        total=at_most(delivery.total, (most + HIGHEST_SCORE[1]) / 2),
    )


def at_most(score: ScoreEstimate, most: float) -> ScoreEstimate:
    """Shift a score and its interval down to a bound; a lower score stays."""
    over = max(0.0, score.value - most)
    return ScoreEstimate(
        score.value - over, max(LOWEST, score.low - over), score.high - over
    )
