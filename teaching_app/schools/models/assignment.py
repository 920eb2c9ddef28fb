"""Assignments: what a class is to practise."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Phrase
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .enrolment import Enrolment
from .school_class import Group, SchoolClass


class Assignment(models.Model):
    """Phrases of which takes are to be handed in by a date.

    A take of an assignment is required practice: it never runs expression analysis.
    ``max_attempts`` 0 means no limit. ``published_at`` is empty while the
    assignment is a draft, which learners do not see.
    """

    class LateRule(models.TextChoices):
        ACCEPT = "accept", _("late takes count, and are shown as late")
        REFUSE = "refuse", _("nothing is taken after the due date")

    class Counting(models.TextChoices):
        BEST = "best", _("the best take counts")
        LAST = "last", _("the last take counts")
        CHOSEN = "chosen", _("the learner chooses which take counts")

    class Marking(models.TextChoices):
        NONE = "none", _("no marks")
        COMPLETION = "completion", _("done or not done")
        TEACHER = "teacher", _("marks that the teacher confirms")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.CASCADE, related_name="assignments"
    )
    title = models.CharField(max_length=120)
    instructions = models.TextField(max_length=2000, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    late_rule = models.CharField(
        max_length=10, choices=LateRule, default=LateRule.ACCEPT
    )
    max_attempts = models.PositiveSmallIntegerField(default=0)
    counting = models.CharField(max_length=10, choices=Counting, default=Counting.LAST)
    marking = models.CharField(max_length=10, choices=Marking, default=Marking.NONE)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(late_rule__in=["accept", "refuse"]),
                name="assignment_late_rule_known",
            ),
            models.CheckConstraint(
                condition=Q(counting__in=["best", "last", "chosen"]),
                name="assignment_counting_known",
            ),
            models.CheckConstraint(
                condition=Q(marking__in=["none", "completion", "teacher"]),
                name="assignment_marking_known",
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return self.title


class AssignmentItem(models.Model):
    """One phrase of an assignment: for everybody, or for some groups."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="items"
    )
    phrase = models.ForeignKey(
        Phrase, on_delete=models.RESTRICT, related_name="assignment_items"
    )
    groups = models.ManyToManyField(Group, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("assignment", "phrase"), name="assignment_phrase_once"
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.phrase} in {self.assignment}"


class Extension(models.Model):
    """More time or more attempts for one learner."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="extensions"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="extensions"
    )
    due_at = models.DateTimeField(null=True, blank=True)
    extra_attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("assignment", "enrolment"), name="extension_once"
            ),
        )

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="enrolment", in_copy=InCopy.ROWS
    )

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.assignment}"


class Reminder(models.Model):
    """Records that a learner was reminded of an assignment, so that it happens once."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="reminders"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="reminders"
    )
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("assignment", "enrolment"), name="reminder_once"
            ),
        )

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="enrolment", in_copy=InCopy.ROWS
    )

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.assignment}"
