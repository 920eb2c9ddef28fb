"""Facts of the submissions that count, which the class's staff may read."""

from __future__ import annotations

from django.db.models import QuerySet

from teaching_app.insights.models import TakeFact
from teaching_app.schools.models import Enrolment, SchoolClass

IN_CLASS = "analysis__submission__enrolment"


def facts_of(school_class: SchoolClass) -> QuerySet[TakeFact]:
    """Submitted takes of current learners, without those set aside."""
    return TakeFact.objects.filter(
        **{
            "analysis__submission__item__assignment__school_class": school_class,
            "analysis__submission__set_aside_at": None,
            f"{IN_CLASS}__state": Enrolment.State.ACTIVE,
        }
    )


def facts_by(enrolment: Enrolment) -> QuerySet[TakeFact]:
    """Facts of one learner's submissions to one class, oldest first."""
    return TakeFact.objects.filter(
        **{IN_CLASS: enrolment, "analysis__submission__set_aside_at": None}
    ).order_by("taken_at", "pk")
