"""Cards that were printed for an account after its first one."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import QuerySet

from teaching_app.schools.models import AuditEvent

NEW_CARD = "card with a first password"  # what the log calls it
MOST_SHOWN = 5


def new_cards(user: User) -> QuerySet[AuditEvent]:
    """Who printed them and when, newest first: with each one could sign in as the learner."""
    printed = AuditEvent.objects.filter(learner__user=user, what=NEW_CARD)
    return printed.order_by("-at", "-pk")[:MOST_SHOWN]
