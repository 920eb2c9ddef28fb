"""Stored takes."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class Recording(models.Model):
    """One take as it was uploaded, never trimmed; ``access`` says who may hear it.

    ``file`` is empty once the take has been deleted or refused. ``captured`` has the
    browser's recording settings (sample rate, gain control, …). The browser gives each
    take an idempotency key, so that sending it again changes nothing.
    """

    class Source(models.TextChoices):
        RECORDER = "recorder", _("recorded in the browser")
        UPLOAD = "upload", _("uploaded file")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        "Learner", on_delete=models.CASCADE, related_name="recordings"
    )
    phrase = models.ForeignKey(
        "Phrase", on_delete=models.RESTRICT, related_name="recordings"
    )
    idempotency_key = models.UUIDField()
    file = models.FileField(max_length=200, blank=True)
    container = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=10, choices=Source)
    captured = models.JSONField(default=dict, blank=True)
    consent_version = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "idempotency_key"), name="recording_sent_once"
            ),
        )
        indexes = (
            models.Index(fields=("owner", "-created_at"), name="recording_by_owner"),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="owner", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.phrase}, {self.created_at:%Y-%m-%d %H:%M}"
