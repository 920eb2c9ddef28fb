"""One line for every code of the engine, and every part of a line holds."""

from __future__ import annotations

import re

import pytest
from django.utils.functional import Promise

import emotion_engine as engine
from teaching_app.practice.feedback.catalogue import FINDINGS, Outcome, Skill
from teaching_app.practice.feedback.no_result import UNREADABLE
from teaching_app.practice.selectors import reports

Code = engine.FindingCode


def test_every_code_has_a_line_and_every_line_a_code() -> None:
    assert set(FINDINGS) == set(Code)
    assert all(isinstance(code, Code) for code in FINDINGS)


@pytest.mark.parametrize("code", Code)
def test_a_line_has_sentences_a_known_skill_and_an_outcome(code: Code) -> None:
    line = FINDINGS[code]
    for part in (line.title, line.text, line.next_action):
        assert isinstance(part, Promise)
        assert str(part)
    assert line.skill is None or line.skill in Skill
    assert line.counts_as in Outcome
    assert not line.is_grave or line.counts_as is Outcome.FAILURE


def test_only_praise_is_a_success_and_only_facts_of_the_recording_are_neither() -> None:
    outcomes = {
        outcome: {code for code, line in FINDINGS.items() if line.counts_as is outcome}
        for outcome in (Outcome.SUCCESS, Outcome.NEITHER)
    }
    assert outcomes == {
        Outcome.SUCCESS: {Code.WELL_DONE},
        Outcome.NEITHER: {
            Code.NARROW_BANDWIDTH,
            Code.NOISY_TAKE,
            Code.MELODY_NOT_HEARD,
            Code.SAID_AGAIN,
        },
    }


def test_each_word_that_matters_too_little_is_about_the_focus() -> None:
    of_focus = {code for code, line in FINDINGS.items() if line.skill is Skill.FOCUS}
    assert of_focus == {
        Code.ACCENT_ON_OTHER_WORD,
        Code.NUCLEUS_ON_OTHER_WORD,
        Code.FOCUS_ON_OTHER_WORD,
    }


def test_each_skill_has_findings_about_it() -> None:
    assert {line.skill for line in FINDINGS.values()} - {None} == set(Skill)


def test_each_trouble_with_a_stored_report_has_its_words() -> None:
    assert set(UNREADABLE) == {reports.NEWER, reports.DAMAGED}


def test_what_was_noticed_is_said_of_the_take_so_that_teachers_read_the_same() -> None:
    for code, line in FINDINGS.items():
        if line.counts_as is Outcome.NEITHER or line.skill is Skill.STYLE:
            continue  # these stand on no page of a teacher
        said = f"{line.title} {line.text}"
        assert not re.search(r"\byour?\b", said, re.IGNORECASE), code
