"""Open and change institutions, and settle them when staff leave."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.schools.errors import NotOpenError
from teaching_app.schools.models import AuditEvent, Institution, Membership
from teaching_app.schools.models.institution import Role
from teaching_app.schools.names import name_of

from . import audit


@transaction.atomic
def start(*, by: User, name: str) -> Institution:
    """Open an institution where anybody may; without a name it gets the user's."""
    if settings.TEACHING != "open":
        raise NotOpenError(
            f"TEACHING={settings.TEACHING}: nobody opens a school alone."
        )
    return open_for(admin=by, name=name)


@transaction.atomic
def open_for(*, admin: User, name: str) -> Institution:
    """Open an institution with the account as its administrator."""
    longest = Institution._meta.get_field("name").max_length
    called = name or name_of(admin)
    institution = Institution.objects.create(name=called[:longest])
    Membership.objects.create(institution=institution, user=admin, role=Role.ADMIN)
    audit.note(
        actor=admin,
        action=AuditEvent.Action.CHANGED,
        what="institution",
        institution=institution,
        details={"opened": institution.name},
    )
    return institution


@transaction.atomic
def change(
    *,
    institution: Institution,
    by: User,
    name: str,
    needs_second_factor: bool,
) -> Institution:
    """Change its name, and whether its staff need a second factor."""
    institution.name = name
    institution.needs_second_factor = needs_second_factor
    institution.save(update_fields=["name", "needs_second_factor"])
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="institution",
        institution=institution,
        details={"name": name, "needs_second_factor": needs_second_factor},
    )
    return institution


@transaction.atomic
def settle(*, institution: Institution) -> None:
    """After somebody has left: ensure that there is an administrator, or close.

    The teacher who has been there longest succeeds the last administrator. Where no
    teacher is left either, classes are archived and open invitations end, since nobody
    could look after the learners in them.
    """
    staff = institution.memberships.filter(ended_at=None)
    if staff.filter(role=Role.ADMIN).exists():
        return
    teachers = staff.filter(role=Role.TEACHER).order_by("joined_at", "pk")
    if successor := teachers.first():
        successor.role = Role.ADMIN
        successor.save(update_fields=["role"])
        who = successor.user.get_username()
        _note_by_itself(institution, "staff", {"account": who, "role": Role.ADMIN})
        return
    now = timezone.now()
    running = institution.classes.filter(archived_at=None)
    if running.update(archived_at=now, is_open=False):
        _note_by_itself(institution, "class", {"archived": True})
    institution.invitations.filter(used_at=None, expires_at__gt=now).update(
        expires_at=now
    )


def _note_by_itself(
    institution: Institution, what: str, details: dict[str, object]
) -> None:
    audit.note(
        actor=None,
        action=AuditEvent.Action.CHANGED,
        what=what,
        institution=institution,
        details=details,
    )
