"""Links by which natives are invited to read phrases."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from teaching_app.practice.models import Phrase
from teaching_app.practice.ownership import OnErasure, Ownership
from teaching_app.schools.models import Institution


class Invitation(models.Model):
    """One link for up to ``max_helpers`` natives; its token is signed, never stored.

    Each helper is asked to read every one of ``phrases`` in every one of ``styles``
    (``emotion_engine.STYLES``; ``neutral`` is a plain reading). ``institution`` is empty
    for phrases of the library, which site staff invite for. With ``asks_listeners``
    helpers may also say which style they hear in others' takes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(
        Institution,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="native_invitations",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    title = models.CharField(max_length=120)
    phrases = models.ManyToManyField(Phrase, related_name="native_invitations")
    styles = models.JSONField(default=list)
    asks_listeners = models.BooleanField(default=False)
    max_helpers = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(max_helpers__gt=0), name="native_invitation_has_seats"
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return self.title
