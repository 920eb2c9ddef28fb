"""The sentences ask only for what the engine really tells."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import emotion_engine as engine
from emotion_engine.results import Finding
from teaching_app.practice.feedback import rules
from teaching_app.practice.feedback.catalogue import FINDINGS
from tests.faults import finding_of
from tests.reports import as_read, report

# Of a stress that is not clear nothing is told any more: only stored reports have it.
TOLD = sorted(set(engine.FindingCode) - {engine.FindingCode.STRESS_UNCLEAR})


def as_stored(finding: Finding) -> Finding:
    """One finding as it comes back from the database."""
    stored = json.dumps(report(finding).to_json())
    return as_read(json.loads(stored)).findings[0]


@pytest.mark.parametrize("code", TOLD)
def test_the_engines_details_fill_every_sentence(code: engine.FindingCode) -> None:
    stored = as_stored(finding_of(code))
    for earlier in ([], [code.value] * 2):
        message = rules.describe(stored, earlier)
        for part in (message.title, message.text, message.next_action):
            assert part
            assert "%(" not in part
            assert "None" not in part


@pytest.mark.parametrize("code", FINDINGS)
def test_each_next_action_is_one_short_step(code: engine.FindingCode) -> None:
    entry = FINDINGS[code]
    for action in (entry.next_action, entry.another_action):
        assert len(str(action)) <= 120
        assert str(action).count(".") <= 2


def test_a_question_names_both_syllables_in_the_order_of_the_word() -> None:
    told = finding_of(engine.FindingCode.STRESS_ELSEWHERE)
    question = as_stored(replace(told, certainty=engine.Certainty.ASKED))
    message = rules.describe(question, [question.code.value] * 2)
    assert message.title == "Listen again: “w0”"
    assert message.text == "Did you stress “s0” or “s1”?"
    assert "%(" not in message.next_action
