"""What a learner's takes say over time, by week or take by take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import timezone

from teaching_app.practice.models import Analysis, Learner

from . import analyses

MOST_TAKES = 400
MOST_SINGLE_TAKES = 30
# What of a report progress is made of; the rest of it stays in the database.
PARTS = ("words", "findings", "delivery", "comparison__measures")
MATCH = "expression__match"
SHARES = ("comparison__melody_inside_share", MATCH)


@dataclass(frozen=True, slots=True)
class Period:
    """A week or a take: when it was, and what was found of the takes in it."""

    day: date
    takes: tuple[dict[str, Any], ...]


def by_take(learner: Learner) -> list[Period]:
    """The latest takes one by one, oldest first."""
    takes = list(_takes(learner))[-MOST_SINGLE_TAKES:]
    return [Period(day, (parts,)) for day, parts in takes]


def by_week(learner: Learner) -> list[Period]:
    """The takes of each week in which there were any, oldest first."""
    weeks = groupby(_takes(learner), key=lambda take: _monday(take[0]))
    return [
        Period(monday, tuple(parts for _day, parts in takes)) for monday, takes in weeks
    ]


def _takes(learner: Learner) -> Iterator[tuple[date, dict[str, Any]]]:
    """Day and parts of every take that could be judged, oldest first."""
    names = {name: f"report__{name}" for name in (*PARTS, *SHARES)}
    rows = (
        analyses.of_learner(learner)
        .filter(state=Analysis.State.DONE, report__assessable=True)
        .values("created_at", "with_expression", *names.values())[:MOST_TAKES]
    )
    for row in reversed(rows):
        day = timezone.localtime(row["created_at"]).date()
        parts = {name: row[key] for name, key in names.items()}
        if not (settings.EXPRESSION_ENABLED and row["with_expression"]):
            parts[MATCH] = None
        yield day, parts


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
