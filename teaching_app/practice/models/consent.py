"""What a learner has agreed to: when, in which version, and who agreed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership


class Consent(models.Model):
    """One consent, valid until it is withdrawn or the wording has a new version.

    ``guardian_name`` is empty if the learner is old enough to agree alone.
    """

    class Purpose(models.TextChoices):
        PRACTICE = "practice", _("recording and analysis of takes")
        EXPRESSION = "expression", _("style of delivery")

    learner = models.ForeignKey(
        "Learner", on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=10, choices=Purpose)
    version = models.CharField(max_length=20)
    guardian_name = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("learner", "purpose"),
                condition=models.Q(withdrawn_at=None),
                name="consent_one_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(purpose__in=["practice", "expression"]),
                name="consent_purpose_known",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="learner", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.learner}: {self.purpose} ({self.version})"
