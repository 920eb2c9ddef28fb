"""A school's own system that is asked for rosters."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.db import models

from teaching_app.practice.ownership import OnErasure, Ownership
from teaching_app.schools.models import Institution


class RosterSource(models.Model):
    """A OneRoster 1.2 service of an institution; ``secret`` is encrypted, see ``encrypted_texts``."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="roster_sources"
    )
    base_url = models.URLField(max_length=300)
    token_url = models.URLField(max_length=300)
    client_id = models.CharField(max_length=255)
    secret = models.TextField()
    read_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("institution", "base_url"), name="roster_source_once"
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return self.host

    @property
    def host(self) -> str:
        """The name of the system, for people."""
        return urlsplit(self.base_url).hostname or self.base_url
