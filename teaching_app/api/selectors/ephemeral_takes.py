"""Takes that are not kept, by owner."""

from __future__ import annotations

from django.db.models import QuerySet

from teaching_app.api.models import EphemeralTake
from teaching_app.practice.access import Actor


def of(actor: Actor) -> QuerySet[EphemeralTake]:
    """An account's takes that are judged and not kept."""
    return EphemeralTake.objects.filter(user=actor.pk)
