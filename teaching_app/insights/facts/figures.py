"""The figures of a take from which skills over time are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from teaching_app.practice.feedback.facts import TakeFacts


@dataclass(frozen=True, slots=True)
class Figures:
    """One take: the first four are keys, ``monday`` names its week."""

    fact: int
    submission: int
    enrolment: int
    phrase: int
    taken_at: datetime
    monday: date
    assessable: bool
    skills: TakeFacts
    clarity: float | None


def monday_of(moment: datetime) -> date:
    """The Monday of a moment's week, in the site's time zone."""
    day = timezone.localtime(moment).date()
    return day - timedelta(days=day.weekday())
