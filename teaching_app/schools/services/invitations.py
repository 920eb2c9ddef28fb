"""Links by which one person joins the staff of an institution."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.schools.errors import AlreadyStaffError, UsedInvitationError
from teaching_app.schools.models import (
    AuditEvent,
    Institution,
    Invitation,
    Membership,
)
from teaching_app.schools.models.institution import Role
from teaching_app.schools.selectors import invitations

from . import audit

LASTS = timedelta(days=14)


@transaction.atomic
def invite(
    *, institution: Institution, role: str, by: User, email: str = ""
) -> Invitation:
    """Create a link for one person; with an address, only for its account."""
    invitation = Invitation.objects.create(
        institution=institution,
        role=role,
        email=email,
        created_by=by,
        expires_at=timezone.now() + LASTS,
    )
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="invitation",
        institution=institution,
        details={"role": role, "email": email},
    )
    return invitation


def invite_first_admin(*, name: str) -> Invitation:
    """Open an institution without staff, and create the link for its first admin."""
    institution = Institution.objects.create(name=name)
    return Invitation.objects.create(
        institution=institution,
        role=Role.ADMIN,
        expires_at=timezone.now() + LASTS,
    )


@transaction.atomic
def accept(*, invitation: Invitation, by: User) -> Membership:
    """Put an account on the staff; the link works once, even if opened concurrently."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not invitations.is_open(locked) or not invitations.is_for(locked, by):
        raise UsedInvitationError(f"Invitation {locked.pk} is not open to {by.pk}.")
    if Membership.objects.filter(
        institution=locked.institution_id, user=by, ended_at=None
    ).exists():
        raise AlreadyStaffError(f"{by.pk} is on the staff of {locked.institution_id}.")
    locked.used_by, locked.used_at = by, timezone.now()
    locked.save(update_fields=["used_by", "used_at"])
    membership = Membership.objects.create(
        institution=locked.institution, user=by, role=locked.role
    )
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="staff",
        institution=locked.institution,
        details={"joined": by.get_username(), "role": locked.role},
    )
    return membership


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """Withdraw a link before it is used."""
    invitation.expires_at = timezone.now()
    invitation.save(update_fields=["expires_at"])
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="invitation",
        institution=invitation.institution,
        details={"withdrawn": invitation.pk},
    )
