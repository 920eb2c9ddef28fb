"""Webhooks, and what they have in common with other targets of messages."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


def new_seed() -> str:
    """A seed, from which and the key of the site a webhook's secret is derived."""
    return secrets.token_hex(32)


class Target(models.Model):
    """What messages are sent to.

    ``failing_since`` is when the first of the failures came that no success has followed.
    """

    class Disabled(models.TextChoices):
        NO = "", _("in use")
        OWNER = "owner", _("switched off")
        FAILING = "failing", _("switched off, as it failed for days")
        GONE = "gone", _("switched off, as it answered that it is gone")

    disabled = models.CharField(
        max_length=10, choices=Disabled, blank=True, default=Disabled.NO
    )
    failing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Webhook(Target):
    """An address that is told when a take of its owner has its result.

    ``seed`` alone does not give the secret: see ``services.signing``. After a change of
    secret the one before signs as well until ``earlier_until``.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks"
    )
    url = models.CharField(max_length=500)
    seed = models.CharField(max_length=64, default=new_seed)
    earlier_seed = models.CharField(max_length=64, blank=True)
    earlier_until = models.DateTimeField(null=True, blank=True)
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
