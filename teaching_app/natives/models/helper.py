"""Natives who record phrases without an account."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from teaching_app.practice.ownership import OnErasure, Ownership

from .invitation import Invitation


class Helper(models.Model):
    """An adult native speaker, as they describe themselves.

    Their own link is the only way back to their recordings and to withdrawing them:
    ``token_hash`` is the SHA-256 of its token. ``sex`` is empty where they would rather
    not say, ``name`` where they gave none; learners are shown neither. Withdrawing
    deletes the row.
    """

    class Accent(models.TextChoices):
        US = "us", _("American")
        CANADIAN = "canadian", _("Canadian")
        ENGLISH = "english", _("English (England)")
        SCOTTISH = "scottish", _("Scottish")
        WELSH = "welsh", _("Welsh")
        IRISH = "irish", _("Irish")
        AUSTRALIAN = "australian", _("Australian")
        NEW_ZEALAND = "new_zealand", _("New Zealand")
        SOUTH_AFRICAN = "south_african", _("South African")
        INDIAN = "indian", _("Indian")
        OTHER = "other", _("another variety")

    class AgeRange(models.TextChoices):
        YOUNG = "18-29", _("18 to 29")
        MIDDLE = "30-44", _("30 to 44")
        OLDER = "45-59", _("45 to 59")
        OLD = "60+", _("60 or older")

    class Sex(models.TextChoices):
        FEMALE = "female", pgettext_lazy("person", "woman")
        MALE = "male", pgettext_lazy("person", "man")
        OTHER = "other", _("in another way")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, related_name="helpers"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80, blank=True)
    accent = models.CharField(max_length=20, choices=Accent)
    region = models.CharField(max_length=80, blank=True)
    age_range = models.CharField(max_length=10, choices=AgeRange)
    sex = models.CharField(max_length=10, choices=Sex, blank=True)
    consent_version = models.CharField(max_length=20)
    consented_at = models.DateTimeField()

    class Meta:
        ordering = ("consented_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(consent_version=""), name="helper_has_consented"
            ),
        )

    ownership = Ownership(OnErasure.DELETED)

    def __str__(self) -> str:
        return f"{self.get_accent_display()}, {self.age_range} ({self.public_id})"
