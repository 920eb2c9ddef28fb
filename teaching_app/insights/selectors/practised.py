"""Who has practised, and who has stopped: counts of takes by week, nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Max
from django.db.models.functions import TruncWeek
from django.utils import timezone

from teaching_app.insights.facts.figures import Figures, monday_of
from teaching_app.insights.models import TakeFact
from teaching_app.schools.models import Enrolment, SchoolClass

WEEKS = 6
SILENT_DAYS = 14


@dataclass(frozen=True, slots=True)
class Week:
    """Takes of one week: how many were handed in, and how many were own practice."""

    monday: date
    n_handed_in: int
    n_own: int

    @property
    def n(self) -> int:
        return self.n_handed_in + self.n_own


@dataclass(frozen=True, slots=True)
class Practised:
    """One learner; ``is_silent`` after two weeks without a take."""

    enrolment: Enrolment
    weeks: tuple[Week, ...]
    last_day: date | None
    is_silent: bool


def by_learner(
    school_class: SchoolClass,
    enrolments: Sequence[Enrolment],
    figures: Sequence[Figures],
    *,
    now: datetime,
) -> tuple[Practised, ...]:
    """One line for each learner in the order given, with the latest weeks."""
    handed_in = Counter((take.enrolment, take.monday) for take in figures)
    last = {take.enrolment: take.taken_at for take in figures}
    own, own_last = _own(school_class)
    mondays = _mondays(school_class, now)
    return tuple(
        Practised(
            enrolment,
            tuple(
                Week(day, handed_in[enrolment.pk, day], own[enrolment.pk, day])
                for day in mondays
            ),
            *_silence(enrolment, last.get(enrolment.pk), own_last, now),
        )
        for enrolment in enrolments
    )


def _silence(
    enrolment: Enrolment,
    handed_in: datetime | None,
    own_last: dict[int, datetime],
    now: datetime,
) -> tuple[date | None, bool]:
    moments = [m for m in (handed_in, own_last.get(enrolment.pk)) if m]
    latest = max(moments, default=None)
    since = latest or enrolment.agreed_at
    is_silent = since is None or since < now - timedelta(days=SILENT_DAYS)
    return (timezone.localtime(latest).date() if latest else None), is_silent


def _own(
    school_class: SchoolClass,
) -> tuple[Counter[tuple[int, date]], dict[int, datetime]]:
    """Takes of own practice since joining the class, by enrolment and week."""
    voluntary = TakeFact.objects.filter(
        learner__enrolments__school_class=school_class,
        learner__enrolments__state=Enrolment.State.ACTIVE,
        taken_at__gte=F("learner__enrolments__agreed_at"),
        is_required=False,
        analysis__submission=None,
    )
    rows = (
        voluntary.annotate(week=TruncWeek("taken_at"))
        .values("learner__enrolments", "week")
        .annotate(n=Count("pk"), last=Max("taken_at"))
        .order_by("week")
    )
    counts: Counter[tuple[int, date]] = Counter()
    last: dict[int, datetime] = {}
    for row in rows:
        enrolment = row["learner__enrolments"]
        counts[enrolment, timezone.localtime(row["week"]).date()] += row["n"]
        last[enrolment] = row["last"]
    return counts, last


def _mondays(school_class: SchoolClass, now: datetime) -> list[date]:
    this_week = monday_of(now)
    first = school_class.starts_on - timedelta(days=school_class.starts_on.weekday())
    weeks = [this_week - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return [monday for monday in weeks if monday >= first] or [this_week]
