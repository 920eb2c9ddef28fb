"""A class in a term: who teaches it, its groups, and its rules."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Phrase
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .institution import Institution, Membership
from .tokens import new_code, new_token


class SchoolClass(models.Model):
    """One class for one term.

    ``allows_expression`` false (the default) disables expression analysis for everybody
    enrolled; true lets each learner choose it for their own practice.
    ``join_code`` and ``join_token`` enrol, but never sign anybody in. ``strictness``
    sets how certain the engine must be before something is reported.
    ``is_made_by_machine``: its learners are synthetic, see ``services.demo``.
    """

    class AgeGroup(models.TextChoices):
        CHILDREN = "children", _("children under 13")
        TEENS = "teens", _("teenagers from 13 to 15")
        ADULTS = "adults", _("16 and older")

    class Strictness(models.TextChoices):
        GENTLE = "gentle", _("gentle: only what is quite sure")
        NORMAL = "normal", _("as usual")
        STRICT = "strict", _("strict: also what is less sure")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="classes"
    )
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=2, choices=Phrase.Level, blank=True)
    age_group = models.CharField(max_length=10, choices=AgeGroup)
    first_languages = models.JSONField(default=list, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    allows_expression = models.BooleanField(default=False)
    retention_days = models.PositiveIntegerField(default=0)
    strictness = models.CharField(
        max_length=10, choices=Strictness, default=Strictness.NORMAL
    )
    join_code = models.CharField(max_length=12, unique=True, default=new_code)
    join_token = models.CharField(max_length=40, unique=True, default=new_token)
    is_open = models.BooleanField(default=True)
    is_made_by_machine = models.BooleanField(default=False, db_default=False)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "class"
        verbose_name_plural = "classes"
        ordering = ("-starts_on", "name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="class_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(age_group__in=["children", "teens", "adults"]),
                name="class_age_group_known",
            ),
            models.CheckConstraint(
                condition=Q(strictness__in=["gentle", "normal", "strict"]),
                name="class_strictness_known",
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return self.name


class ClassStaff(models.Model):
    """A member of the institution's staff who teaches a class or helps in it."""

    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.CASCADE, related_name="staff"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="classes"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("school_class", "membership"), name="class_staff_once"
            ),
        )

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="membership", in_copy=InCopy.ROWS
    )

    def __str__(self) -> str:
        return f"{self.membership.user} in {self.school_class}"


class Group(models.Model):
    """A part of a class that may be assigned its own phrases."""

    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.CASCADE, related_name="groups"
    )
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("school_class", "name"), name="group_name_once_in_class"
            ),
        )

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return self.name
