"""A learner's enrolment in a class, and what was agreed to on joining."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.models import Learner
from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .school_class import Group, SchoolClass
from .tokens import new_token


class Enrolment(models.Model):
    """One learner in one class: ``waiting`` > ``active`` > ``left`` or ``removed``.

    The class's staff see nothing of the learner before ``active``: the learner
    has then read what teachers will see, and agreed (``agreed_version``); where the
    learner is a minor, a guardian has (``GuardianRequest``). ``shares_examples``: the
    class may hear this learner's takes, anonymously, as examples.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("has not agreed yet")
        ACTIVE = "active", _("in the class")
        LEFT = "left", _("has left")
        REMOVED = "removed", _("taken out of the class")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.CASCADE, related_name="enrolments"
    )
    learner = models.ForeignKey(
        Learner, on_delete=models.CASCADE, related_name="enrolments"
    )
    groups = models.ManyToManyField(Group, blank=True, related_name="enrolments")
    name = models.CharField(max_length=80)
    student_number = models.CharField(max_length=40, blank=True)
    first_language = models.CharField(max_length=35, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    shares_examples = models.BooleanField(default=False)
    agreed_version = models.CharField(max_length=20, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("school_class", "learner"),
                name="enrolment_once_in_class",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "active", "left", "removed"]),
                name="enrolment_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(agreed_at__isnull=False),
                name="enrolment_active_has_agreed",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="learner", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.name} in {self.school_class}"


class GuardianRequest(models.Model):
    """A link by which a parent or guardian consents for a minor."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="guardian_requests"
    )
    token = models.CharField(max_length=40, unique=True, default=new_token)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    guardian_name = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True, blank=True)

    ownership = Ownership(OnErasure.DELETED, belongs_to="enrolment")

    def __str__(self) -> str:
        return f"guardian of {self.enrolment}"
