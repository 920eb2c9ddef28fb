"""Invitations: whether they are open, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from teaching_app.natives import tokens
from teaching_app.natives.models import Invitation, NativeRecording

State = NativeRecording.State


@dataclass(frozen=True, slots=True)
class Progress:
    """How many helpers and recordings there are; ``n_wanted`` are asked of each helper."""

    n_helpers: int
    n_wanted: int
    n_recorded: int
    n_refused: int
    n_to_approve: int
    n_approved: int


def of_token(token: str) -> Invitation | None:
    """The invitation of a link."""
    public_id = tokens.invitation_in(token)
    if public_id is None:
        return None
    found = Invitation.objects.select_related("institution", "invited_by")
    return found.filter(public_id=public_id).first()


def is_open(invitation: Invitation) -> bool:
    """Whether its helpers may record."""
    return invitation.revoked_at is None and invitation.expires_at > timezone.now()


def has_place(invitation: Invitation) -> bool:
    """Whether another helper may come."""
    return invitation.helpers.count() < invitation.max_helpers


def progress(invitation: Invitation) -> Progress:
    """What came of an invitation."""
    counts = NativeRecording.objects.filter(helper__invitation=invitation).aggregate(
        n_recorded=Count("pk"),
        n_refused=Count("pk", filter=Q(state=State.REFUSED)),
        n_to_approve=Count("pk", filter=Q(state=State.MEASURED)),
        n_approved=Count("pk", filter=Q(state=State.APPROVED)),
    )
    return Progress(
        n_helpers=invitation.helpers.count(),
        n_wanted=invitation.phrases.count() * len(invitation.styles),
        **counts,
    )


def newest(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Invitations with who made them, newest first."""
    return invitations.select_related("institution", "invited_by").order_by(
        "-created_at", "-pk"
    )
