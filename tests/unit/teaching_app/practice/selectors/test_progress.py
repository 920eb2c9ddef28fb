"""Takes by week and one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.selectors import progress
from tests.factories.models import AnalysisFactory
from tests.reports import native_report, unheard

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime(2026, 11, 4, 12, tzinfo=UTC)


def take(learner: Learner, days: int, **changes: Any) -> Analysis:
    analysis = AnalysisFactory(
        recording__owner=learner,
        **{"state": Analysis.State.DONE, "report": native_report(), **changes},
    )
    made_at = WEDNESDAY + timedelta(days=days)
    Analysis.objects.filter(pk=analysis.pk).update(created_at=made_at)
    return analysis


def test_takes_of_one_week_are_together_and_weeks_in_order(learner: Learner) -> None:
    take(learner, days=7)
    take(learner, days=0)
    take(learner, days=2)
    weeks = progress.by_week(learner)
    assert [(week.day.isoformat(), len(week.takes)) for week in weeks] == [
        ("2026-11-02", 2),
        ("2026-11-09", 1),
    ]


def test_takes_one_by_one_are_the_latest_oldest_first(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "MOST_SINGLE_TAKES", 2)
    for days in (0, 1, 2):
        take(learner, days=days)
    assert [period.day.day for period in progress.by_take(learner)] == [5, 6]


def test_only_ones_own_takes_that_could_be_judged_count(learner: Learner) -> None:
    take(AnalysisFactory().recording.owner, days=0)
    take(learner, days=0, report=unheard())
    take(learner, days=0, state=Analysis.State.FAILED, report=None)
    assert progress.by_week(learner) == []


def test_where_expression_is_off_no_style_is_counted(
    learner: Learner, settings: Any
) -> None:
    take(learner, days=0)
    (seen,) = progress.by_take(learner)
    assert seen.takes[0].style == 0.37
    settings.EXPRESSION_ENABLED = False
    (hidden,) = progress.by_take(learner)
    assert hidden.takes[0].style is None
    assert hidden.takes[0].stress == seen.takes[0].stress


def test_a_take_that_cannot_be_read_is_left_out(learner: Learner) -> None:
    take(learner, days=0, report=native_report() | {"format_version": 99})
    assert progress.by_week(learner) == []
