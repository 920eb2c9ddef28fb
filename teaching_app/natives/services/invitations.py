"""Links by which natives are invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.natives.models import Invitation
from teaching_app.practice.models import Phrase
from teaching_app.schools.models import AuditEvent, Institution
from teaching_app.schools.services import audit


@dataclass(frozen=True, slots=True)
class Wanted:
    """What helpers are asked for; ``styles`` are of ``emotion_engine.STYLES``."""

    title: str
    phrases: Sequence[Phrase]
    styles: Sequence[str]
    asks_listeners: bool
    max_helpers: int
    lasts: timedelta


@transaction.atomic
def invite(*, by: User, institution: Institution | None, wanted: Wanted) -> Invitation:
    """Make a link; without an institution, for phrases of the library."""
    invitation = Invitation.objects.create(
        institution=institution,
        invited_by=by,
        title=wanted.title,
        styles=list(wanted.styles),
        asks_listeners=wanted.asks_listeners,
        max_helpers=wanted.max_helpers,
        expires_at=timezone.now() + wanted.lasts,
    )
    invitation.phrases.set(wanted.phrases)
    _note(invitation, by, {"invited": wanted.title, "phrases": len(wanted.phrases)})
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation, by: User) -> None:
    """Take no helpers and no recordings any more; what was recorded stays."""
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    _note(invitation, by, {"revoked": invitation.title})


def _note(invitation: Invitation, by: User, details: dict[str, object]) -> None:
    if invitation.institution:
        audit.note(
            actor=by,
            action=AuditEvent.Action.CHANGED,
            what="invitation of natives",
            institution=invitation.institution,
            details=details,
        )
