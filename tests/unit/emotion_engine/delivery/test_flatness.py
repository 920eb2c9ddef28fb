"""How far the melody moves bounds what prosody is worth."""

from __future__ import annotations

import pytest

from emotion_engine.delivery.flatness import bounded_by_melody
from emotion_engine.results import DeliveryResult, Melody, ScoreEstimate
from tests.spoken import falling_melody, flat_melody

EXCELLENT = ScoreEstimate(9.7, 9.4, 10.0)
RATED = DeliveryResult(*(EXCELLENT,) * 4)
TOP_BAND = 9.0


def test_a_monotone_is_not_excellent() -> None:
    flat = bounded_by_melody(RATED, flat_melody(1.0))
    assert flat.prosody.value == pytest.approx(5.0)
    assert flat.prosody.high - flat.prosody.low == pytest.approx(0.6)
    assert flat.total.high < TOP_BAND
    assert (flat.accuracy, flat.fluency) == (EXCELLENT, EXCELLENT)


def test_a_melody_as_narrow_as_a_calm_native_costs_nothing() -> None:
    assert bounded_by_melody(RATED, falling_melody(1.0, 2.6, 0.0)) == RATED


def test_a_wider_melody_never_costs_more() -> None:
    scores = [
        bounded_by_melody(RATED, falling_melody(1.0, width, 0.0)).prosody.value
        for width in (0.1, 0.8, 1.2, 1.6, 2.0, 2.4, 5.0)
    ]
    assert scores == sorted(scores)


def test_a_score_below_the_bound_stays() -> None:
    poor = DeliveryResult(*(ScoreEstimate(3.0, 2.5, 3.5),) * 4)
    assert bounded_by_melody(poor, flat_melody(1.0)) == poor


def test_without_voice_there_is_no_melody_to_go_by() -> None:
    assert bounded_by_melody(RATED, Melody(0.01, 0.0, (None,) * 50, None)) == RATED
