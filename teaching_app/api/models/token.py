"""Personal tokens, by which programs act in somebody's name."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class Token(models.Model):
    """A token with its scopes; what is stored of it does not give access.

    ``digest`` is the SHA-256 of the secret, which has 256 random bits; ``start`` its
    first characters, by which its owner tells it from others. ``has_second_factor`` is
    whether its owner had shown theirs when it was made.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=16)
    scopes = models.JSONField(default=list)
    has_second_factor = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    ownership = Ownership(
        OnErasure.DELETED,
        belongs_to="user",
        in_copy=InCopy.ROWS,
        credentials=("digest",),
    )

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return self.expires_at <= timezone.now()
