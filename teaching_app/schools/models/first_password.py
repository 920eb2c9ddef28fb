"""Passwords that were printed on a card."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teaching_app.practice.ownership import OnErasure, Ownership


class FirstPassword(models.Model):
    """An account that a teacher made; while this row exists its password must change."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="first_password",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    ownership = Ownership(OnErasure.DELETED, belongs_to="user")

    def __str__(self) -> str:
        return f"{self.user} has not chosen a password yet"
