"""A teacher's classes with the pending work in each, in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from teaching_app.practice.access import Actor, Purpose
from teaching_app.schools import access
from teaching_app.schools.models import Assignment, Enrolment, SchoolClass, Submission

SOON = timedelta(days=7)
State = Enrolment.State


@dataclass(frozen=True, slots=True)
class ClassOverview:
    """One class with its pending work; ``may_run`` is false for assistants."""

    school_class: SchoolClass
    n_learners: int
    n_joining: int
    n_to_review: int
    n_due_soon: int
    may_run: bool

    @property
    def waits(self) -> int:
        """Number of pending items; classes with most come first."""
        return self.n_to_review + self.n_joining


@dataclass(frozen=True, slots=True)
class Home:
    """All classes of an account: current and past."""

    current: list[ClassOverview]
    past: list[ClassOverview]
    archived: list[ClassOverview]


def of(actor: Actor) -> Home:
    """The classes whose staff an account is on, sorted by pending work."""
    classes = list(
        access.classes_to(actor, Purpose.SEE)
        .select_related("institution")
        .order_by("-starts_on", "name", "pk")
    )
    led = access.classes_to(actor, Purpose.CHANGE).values_list("pk", flat=True)
    found = _overviews(classes, frozenset(led))
    today = timezone.localdate()
    open_ones = [o for o in found if o.school_class.archived_at is None]
    running = [o for o in open_ones if o.school_class.ends_on >= today]
    return Home(
        current=sorted(running, key=lambda overview: -overview.waits),
        past=[o for o in open_ones if o.school_class.ends_on < today],
        archived=[o for o in found if o.school_class.archived_at is not None],
    )


def _overviews(classes: list[SchoolClass], led: frozenset[int]) -> list[ClassOverview]:
    enrolled = Enrolment.objects.filter(school_class__in=classes)
    learners = _by_class(enrolled.filter(state=State.ACTIVE), "school_class")
    joining = _by_class(enrolled.filter(state=State.WAITING), "school_class")
    path = "item__assignment__school_class"
    to_review = _by_class(_to_review(classes), path)
    due_soon = _by_class(_due_soon(classes), "school_class")
    return [
        ClassOverview(
            school_class=school_class,
            n_learners=learners.get(school_class.pk, 0),
            n_joining=joining.get(school_class.pk, 0),
            n_to_review=to_review.get(school_class.pk, 0),
            n_due_soon=due_soon.get(school_class.pk, 0),
            may_run=school_class.pk in led,
        )
        for school_class in classes
    ]


def _to_review(classes: list[SchoolClass]) -> QuerySet[Submission]:
    return Submission.objects.filter(
        item__assignment__school_class__in=classes,
        analysis__isnull=False,
        set_aside_at=None,
        reviewed_at=None,
    ).exclude(enrolment__state=State.WAITING)


def _due_soon(classes: list[SchoolClass]) -> QuerySet[Assignment]:
    now = timezone.now()
    return Assignment.objects.filter(
        school_class__in=classes,
        published_at__isnull=False,
        due_at__range=(now, now + SOON),
    )


def _by_class(rows: QuerySet[Any], path: str) -> Mapping[int, int]:
    """Count rows by the key of their class."""
    return dict(rows.order_by().values_list(path).annotate(Count("pk")))
