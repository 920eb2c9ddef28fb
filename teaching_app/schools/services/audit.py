"""The log of who saw, heard, exported or changed what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from teaching_app.practice.models import Learner
from teaching_app.schools.models import AuditEvent, Institution
from teaching_app.schools.names import kept_name_of


def note(
    *,
    actor: User | None,
    action: str,
    what: str,
    institution: Institution,
    learner: Learner | None = None,
    details: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Add an event; ``details`` identify the object (ids, titles), not its content.

    ``actor`` is None for automatic actions. ``action`` is one of
    ``AuditEvent.Action``, ``what`` a short word for the kind of
    thing: "take", "roster", "class settings".
    """
    return AuditEvent.objects.create(
        institution=institution,
        institution_name=institution.name,
        actor=actor,
        actor_name=kept_name_of(actor) if actor else "",
        action=action,
        what=what,
        learner=learner,
        details=dict(details or {}),
    )
