from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.insights.facts.figures import Figures
from teaching_app.insights.facts.judged import Overruled, figures_as_judged
from teaching_app.practice.feedback.facts import TakeFacts

State = engine.StressState
TAKE = Figures(
    fact=1,
    submission=1,
    enrolment=1,
    phrase=1,
    taken_at=datetime(2026, 3, 2, tzinfo=UTC),
    monday=date(2026, 3, 2),
    assessable=True,
    skills=TakeFacts(
        stress=(State.AS_EXPECTED, State.ELSEWHERE),
        has_focus=False,
        melody=0.4,
        rhythm=(True, False, False),
    ),
    clarity=0.95,
)


def judged(
    finding: str = "", band: str = "", machine: Any = None, **value: Any
) -> Figures:
    place = (finding or (f"band:{band}" if band else "stress"), None)
    said = Overruled(finding, band, machine or {}, value)
    return figures_as_judged(TAKE, {place: said})


def test_stress_counts_as_the_teacher_heard_it() -> None:
    found = judged(machine={"state": "elsewhere", "expected": 0}, syllable=0)
    assert found.skills.stress == (State.AS_EXPECTED, State.AS_EXPECTED)
    found = judged(machine={"state": "as_expected", "expected": 0}, syllable=1)
    assert found.skills.stress == (State.ELSEWHERE, State.ELSEWHERE)


def test_a_word_that_the_figures_do_not_have_is_not_counted_twice() -> None:
    assert judged(machine={"state": "not_graded", "expected": 0}, syllable=0) == TAKE


def test_a_word_in_doubt_counts_as_the_teacher_heard_it() -> None:
    said = judged(machine={"state": "unclear", "expected": 0}, syllable=0)
    assert said.skills.stress == (*TAKE.skills.stress, State.AS_EXPECTED)


def test_a_score_is_the_middle_of_the_band_that_the_teacher_gives() -> None:
    assert accuracy(0).clarity == pytest.approx(0.25)
    assert accuracy(3).clarity == pytest.approx(0.95)


def accuracy(band: int) -> Figures:
    said = Overruled("", "accuracy", {"value": 9.5}, {"band": band})
    return figures_as_judged(TAKE, {("band:accuracy", None): said})


def test_what_is_no_fault_does_not_count_against_a_skill() -> None:
    assert judged("too_slow", is_fault=False).skills.rhythm == (True, True, False)
    assert judged("accent_on_other_word", is_fault=False).skills.has_focus is True
    assert judged("melody_too_flat", is_fault=False).skills.melody is None


def test_something_that_does_need_work_changes_no_figure() -> None:
    assert judged("well_done", is_fault=True) == TAKE
