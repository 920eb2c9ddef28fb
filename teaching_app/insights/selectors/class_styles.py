"""How styles of delivery came across, for a class as a whole.

Only voluntary takes with expression switched on count. A figure needs
five learners, for each style as in total, and a class that allows expression.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, QuerySet

from teaching_app.insights.models import TakeFact
from teaching_app.practice.access import FEWEST_LEARNERS
from teaching_app.schools.models import Enrolment, SchoolClass


@dataclass(frozen=True, slots=True)
class StyleShare:
    """How many takes meant to sound like ``style`` did; without it, of all styles."""

    style: str
    n_learners: int
    n_takes: int
    percent: int


def styles_of(school_class: SchoolClass) -> tuple[StyleShare, ...]:
    """The total first, then each style; empty where too few learners are counted."""
    if not settings.EXPRESSION_ENABLED or not school_class.allows_expression:
        return ()
    rows = list(_voluntary(school_class).values_list("learner", *_STYLES))
    whole = _share("", rows)
    if whole is None:
        return ()
    by_style = defaultdict(list)
    for row in rows:
        by_style[row[1]].append(row)
    each = (_share(style, by_style[style]) for style in sorted(by_style))
    return (whole, *(share for share in each if share))


_STYLES = ("style_wanted", "style_heard")


def _voluntary(school_class: SchoolClass) -> QuerySet[TakeFact]:
    here = "learner__enrolments__"
    elsewhere = Enrolment.objects.filter(
        state=Enrolment.State.ACTIVE,
        school_class__allows_expression=False,
        school_class__archived_at=None,
    )
    return (
        TakeFact.objects.filter(
            **{
                f"{here}school_class": school_class,
                f"{here}state": Enrolment.State.ACTIVE,
            },
            taken_at__gte=F(f"{here}agreed_at"),
            is_required=False,
            analysis__submission=None,
            analysis__with_expression=True,
        )
        .exclude(style_wanted="")
        .exclude(learner__in=elsewhere.values("learner"))
        .order_by()
    )


def _share(style: str, rows: list[tuple[int, str, str]]) -> StyleShare | None:
    n_learners = len({learner for learner, _wanted, _heard in rows})
    if n_learners < FEWEST_LEARNERS:
        return None
    n_alike = sum(wanted == heard for _learner, wanted, heard in rows)
    return StyleShare(style, n_learners, len(rows), round(100 * n_alike / len(rows)))
