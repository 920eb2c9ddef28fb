"""Judgements in words."""

from __future__ import annotations

import emotion_engine as engine
from teaching_app.practice.feedback.catalogue import FINDINGS, Outcome
from teaching_app.schools.judging import words
from teaching_app.schools.models import Judgement


def test_every_finding_that_can_be_judged_has_a_name_for_statistics() -> None:
    of_expression = {
        engine.FindingCode.STYLE_FAR_FROM_TARGET,
        engine.FindingCode.STYLE_NOT_CLEAR,
        engine.FindingCode.VOICE_AND_WORDS_DIFFER,
    }
    judged = {c for c, line in FINDINGS.items() if line.counts_as != Outcome.NEITHER}
    assert set(words.NAMES) == judged - of_expression


def test_a_judgement_of_a_finding_is_titled_as_the_learner_read_it() -> None:
    judgement = Judgement(
        about="finding",
        finding="pause_unexpected",
        machine={"details": {"word": "talking", "pause_s": 0.4}},
    )
    assert words.title_of(judgement) == "Go on after “talking”"


def test_agreement_has_no_alternative() -> None:
    assert words.said_instead(Judgement(verdict="agreed", about="band")) == ""


def test_an_overruled_point_names_the_alternative() -> None:
    def said(about: str, **value: object) -> str:
        return words.said_instead(
            Judgement(verdict="overruled", about=about, value=value)
        )

    assert said("stress", syllable=1, text="to") == "heard on “to”"
    assert said("stress", syllable=None, text="") == "no syllable stood out"
    assert said("finding", is_fault=False) == "not a fault here"
    assert said("finding", is_fault=True) == "something does need work"
    assert said("band", band=3) == "excellent"
