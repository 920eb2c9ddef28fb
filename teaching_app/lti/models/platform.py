"""A learning platform that an institution has registered."""

from __future__ import annotations

import uuid

from django.db import models
from lti_tool.models import LtiRegistration

from teaching_app.practice.ownership import OnErasure, Ownership
from teaching_app.schools.models import Institution


class Platform(models.Model):
    """One platform of one institution; ``registration`` has what the protocol needs.

    ``frame_origins`` are the origins, such as ``https://moodle.example``, whose pages
    may show ours in a frame. ``admits_teachers``: whoever teaches a course there joins
    the institution's staff here.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(
        Institution, on_delete=models.CASCADE, related_name="platforms"
    )
    registration = models.OneToOneField(
        LtiRegistration, on_delete=models.CASCADE, related_name="platform"
    )
    frame_origins = models.JSONField(default=list, blank=True)
    admits_teachers = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.registration} at {self.institution}"
