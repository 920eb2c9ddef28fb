"""Which invitations are open, and to whom."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from teaching_app.schools.models import Institution, Invitation


def open_of(institution: Institution) -> QuerySet[Invitation]:
    """Unused, unexpired links, newest first."""
    waiting = institution.invitations.filter(
        used_at=None, expires_at__gt=timezone.now()
    )
    return waiting.order_by("-created_at", "-pk")


def is_open(invitation: Invitation) -> bool:
    """Whether a link has neither been used nor expired."""
    return invitation.used_at is None and invitation.expires_at > timezone.now()


def is_for(invitation: Invitation, account: User) -> bool:
    """Whether it is open to anybody, or for an address of this account."""
    if not invitation.email:
        return True
    address = invitation.email.casefold()
    return (
        account.email.casefold() == address
        or EmailAddress.objects.filter(user=account, email__iexact=address).exists()
    )
