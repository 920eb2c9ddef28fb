"""What the melody is worth: flat, upside down, or without a voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from emotion_engine.delivery.melody import bounded_by_melody, is_whispered
from emotion_engine.results import DeliveryResult, Melody, ScoreEstimate, WordResult
from tests.spoken import falling_melody, flat_melody, said_word

EXCELLENT = ScoreEstimate(9.7, 9.4, 10.0)
RATED = DeliveryResult(*(EXCELLENT,) * 4)
TOP_BAND = 9.0
STATEMENT, QUESTION = "We meet at the bridge again.", "We meet at the bridge again?"


def voiced(share: float) -> tuple[WordResult, ...]:
    """Six syllables whose vowels are voiced for a share of their time."""
    words = [said_word(i, (1, 0)) for i in range(3)]
    return tuple(
        replace(
            word,
            syllables=tuple(replace(s, voiced_share=share) for s in word.syllables),
        )
        for word in words
    )


def rated(
    melody: Melody,
    *,
    of: DeliveryResult = RATED,
    text: str = STATEMENT,
    words: Sequence[WordResult] = voiced(0.9),
) -> DeliveryResult:
    return bounded_by_melody(of, melody, words, text)


def test_a_monotone_is_not_excellent() -> None:
    flat = rated(flat_melody(1.0))
    assert flat.prosody.value == pytest.approx(5.0)
    assert flat.prosody.high - flat.prosody.low == pytest.approx(0.6)
    assert flat.total.high < TOP_BAND
    assert (flat.accuracy, flat.fluency) == (EXCELLENT, EXCELLENT)


def test_a_melody_as_narrow_as_a_calm_native_costs_nothing() -> None:
    assert rated(falling_melody(1.0, 2.6, 0.0)) == RATED


def test_a_wider_melody_never_costs_more() -> None:
    scores = [
        rated(falling_melody(1.0, width, 0.0)).prosody.value
        for width in (0.1, 0.8, 1.2, 1.6, 2.0, 2.4, 5.0)
    ]
    assert scores == sorted(scores)


def test_a_statement_that_climbs_to_its_end_costs_and_one_that_falls_does_not() -> None:
    assert rated(falling_melody(1.0, 0.0, 6.0)).prosody.value == pytest.approx(5.0)
    assert rated(falling_melody(1.0, 6.0, 0.0)) == RATED


def test_the_further_a_statement_climbs_the_more_it_costs() -> None:
    scores = [
        rated(falling_melody(1.0, 0.0, climb)).prosody.value
        for climb in (2.8, 3.4, 3.8, 4.4, 8.0)
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < TOP_BAND


def test_a_climb_over_an_octave_is_an_error_of_the_contour() -> None:
    assert rated(falling_melody(1.0, 0.0, 14.0)) == RATED


def test_a_question_may_climb() -> None:
    assert rated(falling_melody(1.0, 0.0, 6.0), text=QUESTION) == RATED


def test_a_clause_that_goes_on_may_climb() -> None:
    clause = "We meet at the bridge again, …"
    assert rated(falling_melody(1.0, 0.0, 6.0), text=clause) == RATED


def test_in_a_short_phrase_a_rise_is_no_melody_upside_down() -> None:
    short = voiced(0.9)[:2]
    assert rated(falling_melody(1.0, 0.0, 6.0), words=short) == RATED


def test_the_prosody_of_a_whisper_is_not_rated_and_the_whole_is_not_excellent() -> None:
    whisper = rated(falling_melody(1.0, 6.0, 0.0), words=voiced(0.05))
    assert whisper.prosody is None
    assert whisper.total.high < TOP_BAND
    assert whisper.accuracy == EXCELLENT


def test_a_rough_voice_is_no_whisper() -> None:
    assert not is_whispered(voiced(0.5))


def test_of_vowels_that_were_not_measured_nothing_is_known() -> None:
    assert not is_whispered([said_word(0, (1, 0))])


def test_a_score_below_the_bound_stays() -> None:
    poor = DeliveryResult(*(ScoreEstimate(3.0, 2.5, 3.5),) * 4)
    assert rated(flat_melody(1.0), of=poor) == poor


def test_without_a_contour_there_is_no_melody_to_go_by() -> None:
    assert rated(Melody(0.01, 0.0, (None,) * 50, None)) == RATED
