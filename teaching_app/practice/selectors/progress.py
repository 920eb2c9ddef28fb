"""Facts of a learner's takes over time, by week or take by take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice

from django.utils import timezone

from teaching_app.practice import feedback_policy
from teaching_app.practice.feedback.facts import TakeFacts, facts_of
from teaching_app.practice.models import Analysis, Learner

from . import analyses, reports

MOST_TAKES = 400
MOST_SINGLE_TAKES = 30
READ_AT_ONCE = 50  # reports at a time; only a few facts of each are kept in memory


@dataclass(frozen=True, slots=True)
class Period:
    """A week or a take: its date, and the facts of the takes in it."""

    day: date
    takes: tuple[TakeFacts, ...]


def by_take(learner: Learner) -> list[Period]:
    """The latest takes one by one, oldest first."""
    takes = list(_takes(learner))[-MOST_SINGLE_TAKES:]
    return [Period(day, (facts,)) for day, facts in takes]


def by_week(learner: Learner) -> list[Period]:
    """The takes of each week in which there were any, oldest first."""
    weeks = groupby(_takes(learner), key=lambda take: _monday(take[0]))
    return [
        Period(monday, tuple(facts for _day, facts in takes)) for monday, takes in weeks
    ]


def _takes(learner: Learner) -> Iterator[tuple[date, TakeFacts]]:
    """Day and facts of every take that could be judged, oldest first."""
    judged = analyses.of_learner(learner).filter(
        state=Analysis.State.DONE, report__assessable=True
    )
    latest = list(judged.values_list("pk", flat=True)[:MOST_TAKES])
    takes = judged.filter(pk__in=latest).reverse()
    rows = takes.select_related(None).only(
        "created_at", "judges_again", "with_expression", "report"
    )
    for analysis in _with_policies(rows.iterator(chunk_size=READ_AT_ONCE)):
        if report := reports.in_brief(analysis):
            yield timezone.localtime(analysis.created_at).date(), facts_of(report)


def _with_policies(rows: Iterator[Analysis]) -> Iterator[Analysis]:
    """The same takes in chunks, with the policies of each chunk prefetched."""
    while some := list(islice(rows, READ_AT_ONCE)):
        feedback_policy.prepare(some)
        yield from some


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
