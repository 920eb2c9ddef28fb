"""The list of a course's members, read from its platform into the class's roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from lti_tool.models import LtiMembership
from pylti1p3.exception import LtiException
from pylti1p3.names_roles import NamesRolesProvisioningService

from teaching_app.lti.models import Course
from teaching_app.lti.protocol.roles import LEARNER, role_in_course
from teaching_app.practice.errors import TeachingError
from teaching_app.practice.services import learners
from teaching_app.schools.models import Enrolment
from teaching_app.schools.services import classes, enrolments

from . import accounts
from .platform_services import connector_to

MAX_MEMBERS = 2000


class NoListError(TeachingError):
    """The platform gives no list of this course, or none that can be read."""


@dataclass(slots=True)
class Read:
    """What reading a list did.

    ``own_account``: learners with an account of their own, who come in by the course.
    ``gone``: those of the class whom the course no longer has.
    """

    n_new: int = 0
    n_known: int = 0
    own_account: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def read(*, course: Course, by: User) -> Read:
    """Write down the course's learners in its class; ``NoListError`` if none comes.

    Everybody agrees themselves before staff see anything. Nobody is taken out of the
    class: that is a teacher's to decide.
    """
    members = _fetch(course)
    with transaction.atomic():
        return _kept(course, members, by)


def _fetch(course: Course) -> list[dict[str, Any]]:
    context = course.context
    if not context.memberships_url:
        raise NoListError(f"{context} names no list of members.")
    service = NamesRolesProvisioningService(
        connector_to(context.deployment.registration),
        {"context_memberships_url": context.memberships_url},
    )
    members: list[dict[str, Any]] = []
    page: str | None = context.memberships_url
    try:
        while page and len(members) < MAX_MEMBERS:
            found, page = service.get_members_page(page)
            members += [_whole(member) for member in found]
    except (
        LtiException,
        requests.RequestException,
        KeyError,
        TypeError,
        AttributeError,
    ) as error:
        raise NoListError(str(error)) from error
    return members


def _whole(member: Mapping[str, Any]) -> dict[str, Any]:
    """A member with what the standard lets a platform leave out, without a picture."""
    roles = [str(role) for role in member.get("roles") or ()]
    status = member.get("status") or "Active"
    return {
        **member,
        "picture": None,
        "user_id": str(member["user_id"]),
        "roles": roles,
        "status": status,
    }


def _kept(course: Course, members: list[dict[str, Any]], by: User) -> Read:
    course.context.update_memberships(members)
    done = Read()
    here = {
        member["user_id"]
        for member in members
        if member["status"] == "Active" and role_in_course(member["roles"]) == LEARNER
    }
    rows = LtiMembership.objects.filter(context=course.context)
    for row in rows.select_related("user__auth_user"):
        if row.user.sub in here:
            _write_down(course, row, done)
    _note_gone(course, here, done)
    course.members_read_at = timezone.now()
    course.save(update_fields=["members_read_at"])
    classes.note(
        course.school_class, by, {"members_read": len(here), "new": done.n_new}
    )
    return done


def _write_down(course: Course, row: LtiMembership, done: Read) -> None:
    person = row.user
    name = accounts.name_of(person)
    user = person.auth_user
    if user is None and accounts.has_address_here(person):
        done.own_account.append(name or person.sub)
        return
    learner = learners.of(user=user or accounts.create(lti_user=person))
    is_known = learner.enrolments.filter(school_class=course.school_class).exists()
    enrolments.expect(
        learner=learner, school_class=course.school_class, name=name or str(learner)
    )
    done.n_known += is_known
    done.n_new += not is_known


def _note_gone(course: Course, here: set[str], done: Read) -> None:
    """Who came by this course, is in the class, and is not in the course any more."""
    known = course.context.memberships.filter(user__auth_user__isnull=False)
    left = known.exclude(user__sub__in=here)
    left.update(is_active=False)
    going_on = (Enrolment.State.WAITING, Enrolment.State.ACTIVE)
    rows = course.school_class.enrolments.filter(
        learner__user__in=left.values("user__auth_user"), state__in=going_on
    )
    done.gone = list(rows.values_list("name", flat=True))
