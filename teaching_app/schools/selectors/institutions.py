"""An institution's staff, and where an account may create classes."""

from __future__ import annotations

from django.db.models import Case, IntegerField, QuerySet, Value, When

from teaching_app.practice.access import Actor
from teaching_app.schools.models import Institution, Membership, SchoolClass
from teaching_app.schools.models.institution import Role
from teaching_app.schools.staff import TEACHING, institutions_for, memberships_of


def staff_of(institution: Institution) -> QuerySet[Membership]:
    """Current staff: administrators first, then teachers, then assistants."""
    rank = Case(
        *(When(role=role, then=Value(i)) for i, role in enumerate(Role.values)),
        output_field=IntegerField(),
    )
    staff = institution.memberships.filter(ended_at=None).select_related("user")
    return staff.order_by(rank, "joined_at", "pk")


def where_teaching(actor: Actor) -> QuerySet[Institution]:
    """Institutions in which an account may create classes."""
    return institutions_for(actor, TEACHING).order_by("name", "pk")


def held_by(actor: Actor) -> QuerySet[Membership]:
    """An account's own memberships, with the institutions."""
    held = memberships_of(actor).select_related("institution")
    return held.order_by("institution__name", "pk")


def not_in(school_class: SchoolClass) -> QuerySet[Membership]:
    """Staff of the institution who could be added to a class."""
    inside = school_class.staff.values("membership")
    return staff_of(school_class.institution).exclude(pk__in=inside)
