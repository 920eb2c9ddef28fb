"""The outbox: messages to webhooks and record stores."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Analysis
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership
from teaching_app.schools.models import Enrolment

from .record_store import RecordStore
from .webhook import Webhook


class Delivery(models.Model):
    """One message for one target: ``pending`` > ``delivered`` or ``given_up``.

    The target is a webhook, or the record store of an institution, which is told what
    the learner of ``enrolment`` has done; ``public_id`` is that statement's id. It is written in the transaction that stores what it tells of. ``body`` is what is
    signed and sent, byte by byte; ``due_at`` when it is tried next, and while a worker
    is at it, when another one may. ``last_sent_at`` is when a worker was last told.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        DELIVERED = "delivered", _("delivered")
        GIVEN_UP = "given_up", _("given up")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(
        Webhook,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deliveries",
    )
    record_store = models.ForeignKey(
        RecordStore,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deliveries",
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
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
            models.CheckConstraint(
                condition=Q(webhook=None) ^ Q(record_store=None),
                name="delivery_has_one_target",
            ),
        )
        indexes = (models.Index(fields=("state", "due_at"), name="delivery_due"),)

    ownership = Ownership(
        OnErasure.DELETED,
        belongs_to="webhook",
        goes_with=("analysis", "enrolment"),
        in_copy=InCopy.ROWS,
    )

    def __str__(self) -> str:
        return f"{self.event} to {self.target} ({self.state})"

    @property
    def target(self) -> Webhook | RecordStore:
        """What it is sent to."""
        found: Webhook | RecordStore = self.webhook or self.record_store
        return found
