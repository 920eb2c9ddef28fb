"""Memberships: who is on an institution's staff, and in which role."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.schools.errors import LastAdminError
from teaching_app.schools.models import AuditEvent, ClassStaff, Institution, Membership
from teaching_app.schools.models.institution import Role

from . import audit


@transaction.atomic
def admit(*, institution: Institution, user: User, role: str) -> Membership | None:
    """Put somebody on the staff whom the institution's own system says is on it.

    Whoever is there already keeps their role; None for those who were taken off the
    staff: an administrator invites them again, and no system does.
    """
    held = Membership.objects.filter(institution=institution, user=user)
    if held.exists():
        return held.filter(ended_at=None).first()
    membership = Membership.objects.create(
        institution=institution, user=user, role=role
    )
    _note(membership, user, {"joined": True, "role": role})
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> None:
    """Give somebody another role; the last administrator keeps theirs."""
    if role != Role.ADMIN:
        _refuse_for_last_admin(membership)
    was, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    _note(membership, by, {"role": role, "was": was})


@transaction.atomic
def end(*, membership: Membership, by: User) -> None:
    """Remove somebody from the staff and from every class; the last admin must stay."""
    _refuse_for_last_admin(membership)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    ClassStaff.objects.filter(membership=membership).delete()
    _note(membership, by, {"ended": True})


def _refuse_for_last_admin(membership: Membership) -> None:
    """Lock the admins, so that two who leave at once are checked in turn."""
    Institution.objects.select_for_update().get(pk=membership.institution_id)
    admins = Membership.objects.filter(
        institution=membership.institution_id, role=Role.ADMIN, ended_at=None
    )
    held = membership.role == Role.ADMIN
    if held and not admins.exclude(pk=membership.pk).exists():
        raise LastAdminError(f"Nobody would administer {membership.institution}.")


def _note(membership: Membership, by: User, details: dict[str, object]) -> None:
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="staff",
        institution=membership.institution,
        details={"account": membership.user.get_username(), **details},
    )
