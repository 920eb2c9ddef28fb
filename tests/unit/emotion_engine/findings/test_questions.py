"""A question of yes or no that falls is told, where no native said the phrase."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.findings import find
from emotion_engine.findings.questions import ending
from emotion_engine.profiles.store import Evidence
from emotion_engine.results import Finding, FindingCode, Melody
from tests.faults import NORMS, PROFILE, report, whispered
from tests.spoken import falling_melody

CODE = FindingCode.FINAL_RISE_MISSING
EXPECTED = replace(PROFILE, evidence=Evidence.EXPECTED)
FALL, RISE = falling_melody(0.9, 4, -4), falling_melody(0.9, -4, 4)


def told(text: str, melody: Melody, profile=EXPECTED, **changes) -> list[Finding]:
    take = report(text=text, melody=melody, **changes)
    return [f for f in find(take, profile, NORMS) if f.code is CODE]


def test_a_question_that_falls_is_told_as_something_expected() -> None:
    (finding,) = told("Is w0?", FALL)
    assert finding.details["evidence"] == "expected"
    assert finding.details["value"] < 0
    assert finding.word_index == 1


@pytest.mark.parametrize("text", ["W0 w1.", "Who w0?", "Is w0 or w1?", "W0, is it?"])
def test_other_phrases_may_fall(text: str) -> None:
    assert not told(text, FALL)


def test_a_question_that_rises_or_stays_up_is_as_natives_say_it() -> None:
    assert not told("Is w0?", RISE)
    assert not told("Is w0?", falling_melody(0.9, 2, 0))


def test_natives_of_the_phrase_say_themselves_how_it_ends() -> None:
    assert not told("Is w0?", FALL, PROFILE)


def test_without_any_profile_it_is_told_as_well() -> None:
    assert told("Is w0?", FALL, None, comparison=None)


def test_a_whisper_has_no_end_to_be_judged() -> None:
    assert not told("Is w0?", FALL, words=whispered())


def test_the_end_is_measured_about_the_median_and_over_the_last_syllable() -> None:
    level, tail = [0.0] * 50, list(np.linspace(0, -3, 31))
    height_st, movement_st = ending(Melody(0.01, 0.0, (*level, *tail), 200.0))
    assert height_st == pytest.approx(-2.8)
    assert movement_st == pytest.approx(-2.6)
    assert np.isnan(ending(Melody(0.01, 0.0, (None,) * 40, None))).all()
