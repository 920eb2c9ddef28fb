"""Anonymous proof that something was deleted."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import OnErasure, Ownership


class ErasureReceipt(models.Model):
    """What was deleted and when; anyone with its number may read it.

    ``rows`` counts the deleted rows by model, as JSON: ``{"analysis": 3, …}``.
    """

    class Scope(models.TextChoices):
        TAKE = "take", _("one take")
        PHRASE = "phrase", _("one phrase of your own, with its takes")
        EVERYTHING = "everything", _("everything, with the account")
        CLASS = "class", _("a class, with all that its staff could see")
        RETENTION = "retention", _("takes that a class had kept long enough")
        NATIVE = "native", _("everything that a native had given")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scope = models.CharField(max_length=10, choices=Scope)
    rows = models.JSONField()
    n_files = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    erased_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    scope__in=[
                        "take",
                        "phrase",
                        "everything",
                        "class",
                        "retention",
                        "native",
                    ]
                ),
                name="erasure_receipt_scope_known",
            ),
        )

    ownership = Ownership(OnErasure.EVIDENCE)

    def __str__(self) -> str:
        return f"{self.public_id} ({self.scope})"
