"""Tests of how a feedback policy is found for a take."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from teaching_app.practice import feedback_policy
from teaching_app.practice.feedback_policy import AS_FOUND, FeedbackPolicy, bare
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import history, progress
from tests.factories.models import AnalysisFactory, LearnerFactory
from tests.reports import native_report

GENTLE = FeedbackPolicy(least_severity=0.5)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """Which keys a source is asked for that knows a policy for every even one."""
    calls: list[list[int]] = []

    def source(analyses: Collection[int]) -> Mapping[int, FeedbackPolicy]:
        calls.append(sorted(analyses))
        return {pk: GENTLE for pk in analyses if pk % 2 == 0}

    monkeypatch.setattr(feedback_policy, "_sources", [source])
    return calls


def test_a_policy_is_asked_for_once_for_each_row(asked: list[list[int]]) -> None:
    take, other = Analysis(pk=2), Analysis(pk=3)
    assert [feedback_policy.policy_of(row) for row in (take, other, take)] == [
        GENTLE,
        AS_FOUND,
        GENTLE,
    ]
    assert asked == [[2], [3]]


def test_many_are_asked_for_at_once_and_none_for_nothing(
    asked: list[list[int]],
) -> None:
    takes = [Analysis(pk=pk) for pk in (1, 2, 3)]
    feedback_policy.prepare(takes)
    feedback_policy.prepare([])
    assert [feedback_policy.policy_of(take) is AS_FOUND for take in takes] == [
        True,
        False,
        True,
    ]
    assert asked == [[1, 2, 3]]


@pytest.mark.django_db
def test_progress_and_history_ask_once_for_all_their_takes(
    asked: list[list[int]],
) -> None:
    learner = LearnerFactory()
    takes = AnalysisFactory.create_batch(
        3, recording__owner=learner, state="done", report=native_report()
    )
    keys = sorted(take.pk for take in takes)
    assert len(progress.by_take(learner)) == 3
    assert asked == [keys]
    practised = history.phrases_practised(learner)
    shown = history.latest_takes(learner, practised)
    assert asked == [keys, keys]
    assert all("_feedback_policy" in t.__dict__ for ts in shown.values() for t in ts)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Garage.", "garage"),
        ("“Don’t,”", "don't"),
        ("well-known", "well-known"),
        ("'cause", "cause"),
    ],
)
def test_a_bare_word_has_no_marks_around_it(written: str, word: str) -> None:
    assert bare(written) == word
