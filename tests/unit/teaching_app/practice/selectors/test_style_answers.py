"""Whether one style dominates the results of all learners."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from teaching_app.practice.access import FEWEST_LEARNERS
from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.selectors.style_answers import (
    FEWEST_CLEAR,
    StyleAnswers,
    style_answers,
)
from teaching_app.practice.tasks.style_answers import watch_style_answers
from tests.factories.models import AnalysisFactory, LearnerFactory, PhraseFactory
from tests.reports import native_report

pytestmark = pytest.mark.django_db


def take(learner: Learner, *, named: str | None, chosen: str = "happy") -> Analysis:
    report = native_report()
    report["expression"] |= {"clear": named is not None, "sounds_like": named}
    return AnalysisFactory(
        recording__owner=learner,
        recording__phrase=PhraseFactory(),
        state=Analysis.State.DONE,
        style=chosen,
        report=report,
    )


@pytest.fixture
def learners() -> list[Learner]:
    return LearnerFactory.create_batch(FEWEST_LEARNERS)


def yesterday() -> datetime:
    return timezone.now() - timedelta(days=1)


def test_answers_and_choices_of_everybody_are_counted(learners: list[Learner]) -> None:
    for learner in learners:
        take(learner, named="sad")
    take(learners[0], named=None, chosen="calm")
    old = take(learners[0], named="angry")
    Analysis.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - timedelta(days=2)
    )
    AnalysisFactory(recording__owner=learners[0])  # not analysed yet
    answers = style_answers(yesterday())
    assert answers == StyleAnswers(
        {"sad": FEWEST_LEARNERS}, {"happy": FEWEST_LEARNERS, "calm": 1}, 1
    )


def test_counts_never_expose_single_people(learners: list[Learner]) -> None:
    for learner in learners[1:]:
        take(learner, named="sad")
        take(learner, named="sad")
    assert style_answers(yesterday()) is None
    with pytest.raises(CommandError, match="single people"):
        call_command("style_answers")


@pytest.mark.parametrize(
    ("named", "chosen", "prevailing"),
    [
        ({"sad": 40, "happy": 20}, {"sad": 10, "happy": 50}, "sad"),
        ({"sad": 40, "happy": 20}, {"sad": 40, "happy": 20}, None),  # as they chose
        ({"sad": 40, "happy": 20}, {}, "sad"),
        ({"sad": FEWEST_CLEAR - 1}, {"happy": 100}, None),  # too few to say
        ({}, {"happy": 100}, None),
    ],
)
def test_what_is_answered_far_more_often_than_chosen_prevails(
    named: dict[str, int], chosen: dict[str, int], prevailing: str | None
) -> None:
    assert StyleAnswers(named, chosen, 0).prevailing == prevailing


def test_whoever_runs_the_installation_is_warned(
    learners: list[Learner],
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture,
) -> None:
    for learner in learners:
        for _ in range(FEWEST_CLEAR // FEWEST_LEARNERS):
            take(learner, named="sad")
    watch_style_answers()
    assert 'Of 50 clear answers in 30 days, 50 are "sad"' in caplog.text
    call_command("style_answers")
    said = capsys.readouterr().out
    assert "happy                0        50" in said
    assert '"sad" comes out far more often than it is chosen' in said


def test_nothing_is_counted_where_expression_is_off(
    learners: list[Learner], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    for learner in learners:
        for _ in range(FEWEST_CLEAR // FEWEST_LEARNERS):
            take(learner, named="sad")
    settings.EXPRESSION_ENABLED = False
    watch_style_answers()
    assert caplog.text == ""
    with pytest.raises(CommandError, match="nothing to count"):
        call_command("style_answers")
