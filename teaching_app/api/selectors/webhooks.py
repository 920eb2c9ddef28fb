"""Webhooks and their messages, by owner."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from teaching_app.api.models import Delivery, Webhook
from teaching_app.practice.access import Actor

SHOWN = 20


def of(actor: Actor) -> QuerySet[Webhook]:
    """An account's webhooks, newest first."""
    return Webhook.objects.filter(user=actor.pk)


def with_latest(actor: Actor) -> list[Webhook]:
    """The same, each with its newest messages as ``latest``."""
    newest = Delivery.objects.order_by("-pk")[:SHOWN]
    found = of(actor).prefetch_related(Prefetch("deliveries", newest, to_attr="latest"))
    return list(found)
