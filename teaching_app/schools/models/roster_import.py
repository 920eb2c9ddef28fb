"""Rosters that were uploaded and not yet confirmed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from teaching_app.practice.ownership import OnErasure, Ownership

from .school_class import SchoolClass


class RosterImport(models.Model):
    """The lines of one file with their problems; enrols nobody by itself.

    ``lines`` is a list of ``{"line": 2, "name": …, "email": …, "username": …,
    "student_number": …, "groups": [name, …], "first_language": …, "problems": [code,
    …]}``. They are deleted on confirmation, or after a day without one; then
    ``counts`` says how many learners were ``{"new": …, "invited": …, "known": …,
    "left_out": …}``.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.CASCADE, related_name="roster_imports"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    file_name = models.CharField(max_length=200)
    lines = models.JSONField()
    counts = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.file_name} for {self.school_class}"
