"""Webhooks, and the outbox of what they are told."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Analysis
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


def new_seed() -> str:
    """A seed, from which and the key of the site a webhook's secret is derived."""
    return secrets.token_hex(32)


class Webhook(models.Model):
    """An address that is told when a take of its owner has its result.

    ``seed`` alone does not give the secret: see ``services.signing``. After a change of
    secret the one before signs as well until ``earlier_until``. ``failing_since`` is when
    the first of the failures came that no success has followed.
    """

    class Disabled(models.TextChoices):
        NO = "", _("in use")
        OWNER = "owner", _("switched off")
        FAILING = "failing", _("switched off, as it failed for days")
        GONE = "gone", _("switched off, as it answered that it is gone")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks"
    )
    url = models.CharField(max_length=500)
    seed = models.CharField(max_length=64, default=new_seed)
    earlier_seed = models.CharField(max_length=64, blank=True)
    earlier_until = models.DateTimeField(null=True, blank=True)
    disabled = models.CharField(
        max_length=10, choices=Disabled, blank=True, default=Disabled.NO
    )
    failing_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("user", "url"), name="webhook_url_once"),
        )

    ownership = Ownership(
        OnErasure.DELETED,
        belongs_to="user",
        in_copy=InCopy.ROWS,
        credentials=("seed", "earlier_seed"),
    )

    def __str__(self) -> str:
        return self.url

    @property
    def seeds(self) -> list[str]:
        """The seeds of all secrets that sign now, the newest first."""
        earlier = self.earlier_until and self.earlier_until > timezone.now()
        return [self.seed, self.earlier_seed] if earlier else [self.seed]


class Delivery(models.Model):
    """One message for one webhook: ``pending`` > ``delivered`` or ``given_up``.

    It is written in the transaction that stores what it tells of. ``body`` is what is
    signed and sent, byte by byte; ``due_at`` when it is tried next, and while a worker
    is at it, when another one may. ``last_sent_at`` is when a worker was last told.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        DELIVERED = "delivered", _("delivered")
        GIVEN_UP = "given_up", _("given up")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, related_name="deliveries"
    )
    analysis = models.ForeignKey(
        Analysis, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    event = models.CharField(max_length=30)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    last_sent_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["pending", "delivered", "given_up"]),
                name="delivery_state_known",
            ),
        )
        indexes = (models.Index(fields=("state", "due_at"), name="delivery_due"),)

    ownership = Ownership(
        OnErasure.DELETED,
        belongs_to="webhook",
        goes_with=("analysis",),
        in_copy=InCopy.ROWS,
    )

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook} ({self.state})"
