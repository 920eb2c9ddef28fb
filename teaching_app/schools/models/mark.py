"""Marks that a teacher has confirmed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from teaching_app.practice.ownership import InCopy, OnErasure, Ownership

from .append_only import AppendOnly
from .assignment import Assignment
from .enrolment import Enrolment


class Mark(AppendOnly):
    """One learner's mark for one assignment; the newest row is in force.

    ``value`` is free text or a number from the teacher; empty withdraws the mark. It
    never comes from the engine.
    """

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="given_marks"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="marks"
    )
    value = models.CharField(max_length=20, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    given_by_name = models.CharField(max_length=150)
    is_after_due = models.BooleanField(default=False)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("given_at", "pk")

    ownership = Ownership(
        OnErasure.DELETED, belongs_to="enrolment", in_copy=InCopy.ROWS
    )

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.value}"
