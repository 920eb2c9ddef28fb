"""Schools, and who works there."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .tokens import new_token


class Role(models.TextChoices):
    """What a member of staff may do; an admin may do what a teacher may."""

    ADMIN = "admin", _("administrator")
    TEACHER = "teacher", _("teacher")
    ASSISTANT = "assistant", _("assistant")


class Institution(models.Model):
    """A school, or an independent teacher as an institution of one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    needs_second_factor = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One account on the staff of one institution, until it ends."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=Role)
    joined_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("institution", "user"),
                condition=Q(ended_at=None),
                name="membership_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["admin", "teacher", "assistant"]),
                name="membership_role_known",
            ),
        )

    ownership = Ownership(OnErasure.DELETED, belongs_to="user", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.user}, {self.role} at {self.institution}"


class Invitation(models.Model):
    """A link by which one person joins the staff; it works once."""

    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(max_length=10, choices=Role)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    email = models.EmailField(blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    used_at = models.DateTimeField(null=True, blank=True)

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.role} at {self.institution}"


class TeacherRequest(models.Model):
    """A request to become a teacher, where site staff decide."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="teacher_request",
    )
    institution_name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    ownership = Ownership(OnErasure.DELETED, belongs_to="user", in_copy=InCopy.ROWS)

    def __str__(self) -> str:
        return f"{self.user} ({self.state})"
