"""Versioned statistics of how natives say a phrase."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class NativeProfile(models.Model):
    """One profile as ``emotion_engine.NativeProfile.to_json`` gives it.

    ``is_invited`` tells profiles of natives who recorded here from shipped ones. At most
    one version of either is active for a phrase and style, and that with more speakers
    is compared with; the others stay for the results that were measured against them.
    """

    phrase = models.ForeignKey(
        "Phrase", on_delete=models.CASCADE, related_name="native_profiles"
    )
    style = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    data = models.JSONField()
    n_speakers = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    is_invited = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("phrase", "style", "version"), name="native_profile_version"
            ),
            models.UniqueConstraint(
                fields=("phrase", "style", "is_invited"),
                condition=Q(is_active=True),
                name="native_profile_one_active_of_a_kind",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="phrase", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.phrase} ({self.style}, {self.version})"
