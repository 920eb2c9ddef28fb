"""Rows named in teachers' URLs: 404 unless they teach or administer them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from teaching_app.practice.access import Purpose
from teaching_app.schools import access
from teaching_app.schools.models import (
    Assignment,
    Enrolment,
    Institution,
    SchoolClass,
    Submission,
)


def led_institution(request: HttpRequest, public_id: UUID) -> Institution:
    """An institution that the account administers."""
    return get_object_or_404(access.led_institutions(request.user), public_id=public_id)


def class_of_staff(
    request: HttpRequest, public_id: UUID, purpose: Purpose = Purpose.SEE
) -> SchoolClass:
    """A class that the account teaches, assists in or administers."""
    return get_object_or_404(
        access.classes_to(request.user, purpose), public_id=public_id
    )


def assignment_of_staff(
    request: HttpRequest, public_id: UUID, purpose: Purpose = Purpose.CHANGE
) -> Assignment:
    """An assignment of such a class, not one that the account sees as a learner."""
    classes = access.classes_to(request.user, purpose).values("pk")
    found = Assignment.objects.select_related("school_class__institution")
    return get_object_or_404(
        found.filter(school_class__in=classes), public_id=public_id
    )


def learner_of_staff(assignment: Assignment, public_id: UUID) -> Enrolment:
    """An enrolled learner of the assignment's class."""
    found = Enrolment.objects.exclude(state=Enrolment.State.WAITING)
    return get_object_or_404(
        found.select_related("learner__user"),
        school_class=assignment.school_class_id,
        public_id=public_id,
    )


def submission_of_staff(
    request: HttpRequest, public_id: UUID, purpose: Purpose = Purpose.CHANGE
) -> Submission:
    """A submission to such a class."""
    found = access.submissions_to(request.user, purpose).select_related(
        "item__assignment__school_class__institution",
        "item__phrase",
        "enrolment__learner",
    )
    classes = access.classes_to(request.user, purpose).values("pk")
    return get_object_or_404(
        found.filter(item__assignment__school_class__in=classes), public_id=public_id
    )
