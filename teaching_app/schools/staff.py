"""Who teaches where; every check of a teacher's rights starts here."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from teaching_app.practice.access import Actor
from teaching_app.schools.models import Institution, Membership, SchoolClass
from teaching_app.schools.models.institution import Role

TEACHING = (Role.ADMIN, Role.TEACHER)
EVERYBODY = (*TEACHING, Role.ASSISTANT)


def memberships_of(actor: Actor) -> QuerySet[Membership]:
    """Current memberships of an account; none for anonymous visitors."""
    if not actor.is_authenticated:
        return Membership.objects.none()
    return Membership.objects.filter(user=actor.pk, ended_at=None)


def is_staff(actor: Actor) -> bool:
    """Whether an account teaches, helps or administers anywhere."""
    return memberships_of(actor).exists()


def institutions_for(
    actor: Actor, roles: tuple[str, ...] = EVERYBODY
) -> QuerySet[Institution]:
    """The institutions in which an account has one of the roles."""
    held = memberships_of(actor).filter(role__in=roles)
    return Institution.objects.filter(pk__in=held.values("institution"))


def classes_for(
    actor: Actor, roles: tuple[str, ...] = EVERYBODY
) -> QuerySet[SchoolClass]:
    """Classes in which an account has one of the roles; all of them for admins."""
    return SchoolClass.objects.filter(in_classes(actor, roles, ""))


def in_classes(actor: Actor, roles: tuple[str, ...], path: str) -> Q:
    """Filter for rows whose ``path`` (ending in ``__``) leads to such a class."""
    held = memberships_of(actor).filter(role__in=roles)
    own = Q(**{f"{path}staff__membership__in": held.values("pk")})
    if Role.ADMIN not in roles:
        return own
    led = held.filter(role=Role.ADMIN).values("institution")
    return own | Q(**{f"{path}institution__in": led})


def current(classes: QuerySet[SchoolClass]) -> QuerySet[SchoolClass]:
    """Classes whose term has not ended and that are not archived."""
    today = timezone.localdate()
    return classes.filter(archived_at=None, ends_on__gte=today)
