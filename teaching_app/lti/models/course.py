"""A platform's course and the class it belongs to, and its links to assignments."""

from __future__ import annotations

from django.db import models
from lti_tool.models import LtiContext, LtiResourceLink

from teaching_app.practice.ownership import OnErasure, Ownership
from teaching_app.schools.models import Assignment, SchoolClass


class Course(models.Model):
    """A course of a platform (its "context") that a teacher has connected to a class."""

    context = models.OneToOneField(
        LtiContext, on_delete=models.CASCADE, related_name="course"
    )
    school_class = models.ForeignKey(
        SchoolClass, on_delete=models.CASCADE, related_name="courses"
    )
    connected_at = models.DateTimeField(auto_now_add=True)
    members_read_at = models.DateTimeField(null=True, blank=True)

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.context} is {self.school_class}"


class LinkedAssignment(models.Model):
    """A link in a course to an assignment, and where its grades go.

    ``named`` is the public id in the link itself, which a copy of the course keeps:
    the assignment it was made for. ``assignment`` is that one, or its copy in the class
    of this course; null until a teacher has opened the link. ``line_item`` is the
    platform's address for grades, empty where it wants none; ``maximum`` is what marks
    written as a bare number are out of.
    """

    link = models.OneToOneField(
        LtiResourceLink, on_delete=models.CASCADE, related_name="linked_assignment"
    )
    named = models.UUIDField()
    assignment = models.ForeignKey(
        Assignment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="course_links",
    )
    line_item = models.URLField(max_length=1000, blank=True)
    maximum = models.FloatField(default=100)

    ownership = Ownership(OnErasure.NOT_PERSONAL)

    def __str__(self) -> str:
        return f"{self.link}: {self.named}"
