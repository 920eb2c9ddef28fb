"""Nonces and tokens that have been used and must not be used again."""

from __future__ import annotations

from django.db import models

from teaching_app.practice.ownership import OnErasure, Ownership


class UsedNonce(models.Model):
    """The SHA-256 of a nonce or token that was used; deleted once it has expired."""

    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(auto_now_add=True)

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return self.digest
