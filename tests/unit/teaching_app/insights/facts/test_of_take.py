from __future__ import annotations

from typing import Any

import pytest

from teaching_app.insights.facts.findings import findings, skill_outcomes
from teaching_app.insights.facts.of_take import values_of
from teaching_app.insights.facts.syllables import deviations
from teaching_app.insights.facts.words import graded_words
from teaching_app.practice.feedback.facts import facts_of
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


def only_asked() -> dict[str, Any]:
    """The moved stress, of which the learner is only asked."""
    stored = synthetic_report()
    stored["findings"][0]["certainty"] = "asked"
    stored["words"][1]["stress_state"] = "unclear"
    return stored


def test_what_is_only_asked_is_marked_and_counts_as_no_finding() -> None:
    report = as_read(only_asked())
    words = {word["word"]: word for word in graded_words(report)}
    assert words["photographer"]["asked"]
    assert "asked" not in words["photograph"]
    assert list(findings(report)) == []
    assert all(skill_outcomes(report).values())
    told = as_read(synthetic_report())
    assert len(facts_of(report).stress) == len(facts_of(told).stress) - 1


def test_the_syllables_of_a_word_in_question_do_not_deviate() -> None:
    off = {
        word for word, _, deviation, _ in deviations(as_read(only_asked())) if deviation
    }
    assert 1 not in off
    assert 1 in {w for w, _, d, _ in deviations(as_read(synthetic_report())) if d}


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
