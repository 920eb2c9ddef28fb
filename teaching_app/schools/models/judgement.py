"""Judgements: teachers agree with results of the engine or overrule them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Analysis
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .append_only import AppendOnly
from .submission import Submission


class Judgement(AppendOnly):
    """One judgement, kept beside the engine's result for good; the newest is in force.

    ``about`` and ``word_index`` identify the subject: the stress of a word, a finding
    (``finding`` is its code) or the band of a score (``band`` names the score);
    ``point`` is the same as a single key, unique within the take.
    ``machine`` is the engine's answer, ``value`` the teacher's where it was
    overruled. ``is_in_bulk``: confirmed together with others, without a
    look at each. A form submitted twice has the same ``idempotency_key``.
    """

    class About(models.TextChoices):
        STRESS = "stress", _("stress of a word")
        FINDING = "finding", _("something to work on")
        BAND = "band", _("a band")

    class Verdict(models.TextChoices):
        AGREED = "agreed", _("agreed")
        OVERRULED = "overruled", _("overruled")

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="judgements"
    )
    analysis = models.ForeignKey(
        Analysis, on_delete=models.CASCADE, null=True, related_name="judgements"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    author_name = models.CharField(max_length=150)
    about = models.CharField(max_length=10, choices=About)
    finding = models.CharField(max_length=40, blank=True)
    band = models.CharField(max_length=20, blank=True)
    word_index = models.PositiveSmallIntegerField(null=True, blank=True)
    point = models.CharField(max_length=80)
    verdict = models.CharField(max_length=10, choices=Verdict)
    machine = models.JSONField(null=True, blank=True)
    value = models.JSONField(null=True, blank=True)
    is_after_due = models.BooleanField(default=False)
    is_in_bulk = models.BooleanField(default=False)
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True)
    judged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("judged_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(about__in=["stress", "finding", "band"]),
                name="judgement_about_known",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["agreed", "overruled"]),
                name="judgement_verdict_known",
            ),
        )
        indexes = (
            models.Index(fields=("submission", "point", "id"), name="judged_last"),
        )

    # Results about a voice are deleted with the take, like the rest of its analysis.
    ownership = Ownership(
        OnErasure.DELETED,
        belongs_to="submission",
        goes_with=("analysis",),
        in_copy=InCopy.ROWS,
    )

    def __str__(self) -> str:
        return f"{self.author_name}: {self.about} {self.verdict}"
