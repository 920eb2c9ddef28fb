"""What of a report can be judged, and how sure the machine is of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

import emotion_engine as engine
from teaching_app.schools.judging import certainty
from teaching_app.schools.judging.points import Point, points_of
from teaching_app.schools.models import Submission
from tests.reports import as_read, finding, native_report, report, synthetic_report

Certainty = Submission.Certainty


@pytest.fixture
def moved_stress() -> engine.UtteranceReport:
    """“photographer” with its stress on the first syllable instead of the second."""
    return as_read(synthetic_report())


def find(points: tuple[Point, ...], key: str) -> Point:
    return next(point for point in points if point.key == key)


def test_words_findings_and_bands_are_points_and_each_has_its_own_key() -> None:
    points = points_of(as_read(native_report()))
    keys = [point.key for point in points]
    assert keys == [
        "stress:2",
        "finding:melody_too_flat",
        "finding:too_slow",
        "band:accuracy",
        "band:fluency",
        "band:prosody",
        "band:total",
    ]
    assert find(points, "stress:2").finding == "stress_unclear"


def test_a_moved_stress_may_be_heard_on_any_other_syllable_or_none(
    moved_stress: engine.UtteranceReport,
) -> None:
    point = find(points_of(moved_stress), "stress:1")
    assert [option.code for option in point.options] == [
        "syllable:1",
        "syllable:2",
        "syllable:3",
        "syllable:none",
    ]
    assert point.machine["state"] == "elsewhere"
    assert point.machine["heard"] == 0
    assert point.option("syllable:2").value["syllable"] == 2
    assert point.option("syllable:0") is None


def test_words_of_one_syllable_and_words_not_heard_are_no_points(
    moved_stress: engine.UtteranceReport,
) -> None:
    keys = {point.key for point in points_of(moved_stress)}
    assert {"stress:1", "stress:4"} == {k for k in keys if k.startswith("stress")}


def test_findings_of_one_code_are_distinguished_by_their_syllable() -> None:
    found = report(
        finding("syllable_too_long", word_index=1, syllable_index=0, details=NAMES),
        finding("syllable_too_long", word_index=1, syllable_index=2, details=NAMES),
    )
    keys = [point.key for point in points_of(found)]
    assert keys == ["finding:syllable_too_long:1:0", "finding:syllable_too_long:1:2"]


NAMES = {"word": "banana", "syllable": "ba", "ratio": 1.4, "high": 1.2, "low": 0.8}


def test_findings_about_the_recording_are_no_points() -> None:
    assert points_of(report(finding("noisy_take"))) == ()


def test_praise_can_be_overruled_too() -> None:
    (point,) = points_of(report(finding("well_done")))
    assert point.options[0].value == {"is_fault": True}


def test_a_take_without_a_result_has_no_points_to_judge() -> None:
    silent = report(assessable=False, reason=engine.Reason.NO_SPEECH)
    assert points_of(silent) == points_of(None) == ()


def test_a_band_offers_every_other_band() -> None:
    point = find(points_of(as_read(native_report())), "band:fluency")
    assert [option.code for option in point.options] == ["band:0", "band:1", "band:3"]


def test_the_engine_is_certain_of_a_take_in_which_every_word_is_clear(
    moved_stress: engine.UtteranceReport,
) -> None:
    whole = replace(
        moved_stress,
        phrase_check=replace(
            moved_stress.phrase_check, verdict=engine.PhraseVerdict.MATCH, missing=()
        ),
    )
    assert certainty.of_report(whole) is Certainty.SURE


def test_a_stress_that_is_only_asked_about_is_unsure_and_can_be_judged(
    moved_stress: engine.UtteranceReport,
) -> None:
    (found,) = moved_stress.findings
    words = list(moved_stress.words)
    words[1] = replace(words[1], stress_state=engine.StressState.UNCLEAR)
    asked = replace(found, certainty=engine.Certainty.ASKED)
    report = replace(moved_stress, words=tuple(words), findings=(asked,))
    point = next(p for p in points_of(report) if p.key == "stress:1")
    assert not point.is_sure
    assert point.machine_says == (
        "perhaps on “pho”, so the learner is only asked; expected on “tog”"
    )
    assert point.finding == ""
    assert point.option("syllable:1") is not None
    assert certainty.of_report(report) is Certainty.UNSURE


@pytest.mark.parametrize("doubt", ["stress", "confidence", "interval", "phrase"])
def test_any_doubt_makes_the_engine_uncertain(
    moved_stress: engine.UtteranceReport, doubt: str
) -> None:
    check = replace(
        moved_stress.phrase_check, verdict=engine.PhraseVerdict.MATCH, missing=()
    )
    doubted = replace(moved_stress, phrase_check=check)
    words = list(doubted.words)
    if doubt == "stress":
        words[4] = replace(words[4], stress_state=engine.StressState.UNCLEAR)
    if doubt == "confidence":
        words[4] = replace(words[4], confidence=0.4)
    if doubt == "interval":
        wide = engine.ScoreEstimate(6.0, 4.5, 7.5)  # over the edges at 5 and 7
        doubted = replace(doubted, delivery=replace(doubted.delivery, total=wide))
    if doubt == "phrase":
        partial = replace(check, verdict=engine.PhraseVerdict.PARTIAL)
        doubted = replace(doubted, phrase_check=partial)
    assert certainty.of_report(replace(doubted, words=tuple(words))) is Certainty.UNSURE


def test_a_take_that_is_not_assessable_is_neither_certain_nor_uncertain() -> None:
    silent = report(assessable=False, reason=engine.Reason.NO_SPEECH)
    assert certainty.of_report(silent) is Certainty.NOT_ASSESSABLE
    assert certainty.of_report(None) is Certainty.NOT_ASSESSABLE
