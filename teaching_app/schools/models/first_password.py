"""Passwords that were printed on a card."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teaching_app.practice.ownership import OnErasure, Ownership

from .institution import Institution


class FirstPassword(models.Model):
    """An account that an institution made for a learner without e-mail.

    Until ``changed_at`` is set, its password is the printed one and must be changed.
    ``institution`` may print a new card, since the account has no other recovery.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="first_password",
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    ownership = Ownership(OnErasure.DELETED, belongs_to="user")

    def __str__(self) -> str:
        return f"card of {self.user}"
