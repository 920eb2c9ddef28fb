"""Submissions: takes that were handed in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Analysis
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .assignment import AssignmentItem
from .enrolment import Enrolment


class Submission(models.Model):
    """One attempt of one learner at one phrase of an assignment.

    ``analysis`` becomes null when the take is deleted; the submission stays.
    ``handed_in_by`` is the member of staff who did it on the learner's behalf, if any.
    A take set aside does not count, and frees the attempt. ``seen_at`` is when its
    learner last looked at the outcome. ``recorded_at`` is kept for a take that was
    recorded before the due date and arrived after it, which is not late. ``certainty``
    is copied from the report once there is one: how certain the engine is.
    """

    class Certainty(models.TextChoices):
        UNKNOWN = "", _("no result yet")
        NOT_ASSESSABLE = "no_result", _("not assessable")
        UNSURE = "unsure", _("the machine is unsure")
        SURE = "sure", _("the machine is sure")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(
        AssignmentItem, on_delete=models.CASCADE, related_name="submissions"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="submissions"
    )
    analysis = models.OneToOneField(
        Analysis,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="submission",
    )
    attempt = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(default=False)
    is_chosen = models.BooleanField(default=False)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    set_aside_reason = models.CharField(max_length=200, blank=True)
    certainty = models.CharField(
        max_length=10, choices=Certainty, default=Certainty.UNKNOWN, blank=True
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("submitted_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("item", "enrolment", "attempt"), name="submission_attempt_once"
            ),
            models.UniqueConstraint(
                fields=("item", "enrolment"),
                condition=Q(is_chosen=True),
                name="submission_one_chosen",
            ),
        )
        indexes = (
            models.Index(fields=("reviewed_at", "submitted_at"), name="review_queue"),
        )

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="enrolment", in_copy=InCopy.ROWS
    )

    def __str__(self) -> str:
        return f"{self.enrolment}, {self.item.phrase}, attempt {self.attempt}"
