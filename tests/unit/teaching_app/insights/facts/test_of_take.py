from __future__ import annotations

import pytest

from teaching_app.insights.facts.of_take import values_of
from teaching_app.insights.facts.syllables import deviations
from teaching_app.insights.facts.words import graded_words
from tests.factories.models import AnalysisFactory
from tests.reports import as_read, native_report, synthetic_report, unheard

pytestmark = pytest.mark.django_db


def test_misplaced_stress_is_stored_with_its_heard_and_expected_place() -> None:
    words = {word["word"]: word for word in graded_words(as_read(synthetic_report()))}
    moved = words["photographer"]
    assert (moved["state"], moved["expected"], moved["heard"]) == ("elsewhere", 1, 0)
    assert moved["parts"] == ["pho", "tog", "ra", "pher"]
    assert "varies" not in moved
    assert words["photograph"]["state"] == "as_expected"
    assert "took" not in words  # one syllable has no stress to grade


def test_unreported_stress_is_marked_as_varying() -> None:
    stored = synthetic_report()
    stored["findings"] = []
    words = list(graded_words(as_read(stored)))
    assert [word.get("varies") for word in words] == [True, None]


def test_misplaced_stress_deviates_on_both_syllables() -> None:
    rows = [row for row in deviations(as_read(synthetic_report())) if row[0] == 1]
    assert [row[2] for row in rows] == [1.0, 1.0, 0.0, 0.0]
    assert [row[3] for row in rows] == [False, True, False, False]


def test_a_syllable_without_natives_or_stress_is_not_compared() -> None:
    first = next(deviations(as_read(synthetic_report())))
    assert first == [0, "The", None, True]


def test_measures_compared_with_natives_count_equally() -> None:
    first = next(deviations(as_read(native_report())))
    assert first[2] == 0.75  # the length is outside, half of the melody is


def test_measures_and_scores_are_those_of_the_report() -> None:
    values = values_of(AnalysisFactory(), as_read(native_report()), is_required=False)
    assert (values["accuracy"], values["total"]) == (7.4, 7.2)
    assert values["melody_range_st"] == 3.4
    assert values["natives_end"] == "fall"
    assert (values["n_pauses"], values["pause_s"]) == (1, 0.3)
    assert values["skills"]["melody"] is False
    assert values["skills"]["focus"] is True
    assert "style" not in values["skills"]


def test_a_take_that_is_not_assessable_has_no_measures() -> None:
    values = values_of(AnalysisFactory(), as_read(unheard()), is_required=False)
    assert (values["assessable"], values["reason"]) == (False, "no_speech")
    assert "words" not in values
