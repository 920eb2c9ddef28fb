"""The few facts of a take that progress is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

import emotion_engine as engine
from teaching_app.practice.feedback.catalogue import FINDINGS, Outcome, Skill
from teaching_app.practice.feedback.facts import RHYTHM, TakeFacts, facts_of, fails
from tests.reports import as_read, finding, native_report, report

NATIVE = as_read(native_report())


def test_a_report_with_nothing_in_it_says_nothing_of_any_skill() -> None:
    assert facts_of(report()) == TakeFacts()


def test_the_facts_are_those_of_the_report() -> None:
    facts = facts_of(NATIVE)
    assert facts.stress == tuple(word.stress_state for word in NATIVE.words)
    assert facts.has_focus is True
    assert facts.melody == NATIVE.comparison.melody_inside_share
    of_rhythm = [m for m in NATIVE.comparison.measures if m.name in RHYTHM]
    assert facts.rhythm == tuple(m.position == "inside" for m in of_rhythm)
    assert of_rhythm
    assert facts.delivery == NATIVE.delivery.total
    assert facts.style == NATIVE.expression.match


def test_the_stress_of_a_word_that_was_not_heard_does_not_count() -> None:
    silent = tuple(replace(word, heard=False) for word in NATIVE.words)
    assert facts_of(replace(NATIVE, words=silent)).stress == ()


def test_without_natives_nobody_knows_which_word_matters() -> None:
    wrong = finding("nucleus_on_other_word")
    alone = replace(NATIVE, comparison=None, findings=(wrong,))
    assert facts_of(alone).has_focus is None


@pytest.mark.parametrize("code", engine.FindingCode)
def test_a_finding_counts_against_its_own_skill_alone(code: engine.FindingCode) -> None:
    failed = {skill for skill in Skill if fails(report(finding(code)), skill)}
    line = FINDINGS[code]
    counts = line.skill is not None and line.counts_as is Outcome.FAILURE
    assert failed == ({line.skill} if counts else set())
