"""Stress variants that a class accepts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teaching_app.practice.ownership import OnErasure, Ownership

from .school_class import SchoolClass


class AcceptedVariant(models.Model):
    """Another stress of a word that a class accepts, e.g. the British "GArage".

    ``word`` is in lower case; ``stressed_syllable`` counts from 0.
    """

    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.CASCADE, related_name="accepted_variants"
    )
    word = models.CharField(max_length=60)
    stressed_syllable = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("word", "stressed_syllable")
        constraints = (
            models.UniqueConstraint(
                fields=("school_class", "word", "stressed_syllable"),
                name="accepted_variant_once",
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.word} ({self.stressed_syllable})"
