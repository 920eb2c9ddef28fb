"""References: recordings of how a phrase sounds."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class ReferenceAudio(models.Model):
    """A recording to listen to: of a native if there is one, else synthetic.

    ``timings`` has ``[word, syllable, start_s, end_s]`` for each syllable; null until a
    worker has aligned it, empty if the syllables could not be found.
    """

    class Kind(models.TextChoices):
        NATIVE = "native", _("native speaker")
        SYNTHETIC = "synthetic", _("synthetic voice")

    phrase = models.ForeignKey(
        "Phrase", on_delete=models.CASCADE, related_name="references"
    )
    style = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    file = models.FileField(max_length=200)
    container = models.CharField(max_length=10)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    speaker = models.CharField(max_length=80, blank=True)
    speaker_sex = models.CharField(max_length=10, blank=True)
    timings = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("kind", "style", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("phrase", "style", "kind", "speaker"),
                name="reference_audio_once",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="phrase", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.phrase} ({self.kind}, {self.style or 'no style'})"
