"""Marks that a teacher confirms; the engine gives none."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.schools.changes import work_changed
from teaching_app.schools.errors import MarkedMeanwhileError, NotMarkedError
from teaching_app.schools.models import (
    Assignment,
    AuditEvent,
    Enrolment,
    Mark,
    Submission,
)
from teaching_app.schools.names import kept_name_of
from teaching_app.schools.selectors.assignments import work_on

from . import audit


@transaction.atomic
def give(
    *,
    assignment: Assignment,
    enrolment: Enrolment,
    by: User,
    value: str,
    seen: int = 0,
) -> Mark | None:
    """Add a mark, which replaces the last one; an empty one withdraws it.

    ``seen`` is the key of the mark on the teacher's page, 0 for none: a newer mark by
    a colleague stays until it has been seen. Repeating the same value adds nothing.
    """
    if assignment.marking != Assignment.Marking.TEACHER:
        raise NotMarkedError
    Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)
    newest = (
        Mark.objects.filter(assignment=assignment, enrolment=enrolment)
        .order_by("-pk")
        .first()
    )
    if value == (newest.value if newest else ""):
        return None
    if (newest.pk if newest else 0) != seen:
        raise MarkedMeanwhileError
    mark = Mark.objects.create(
        assignment=assignment,
        enrolment=enrolment,
        value=value,
        given_by=by,
        given_by_name=kept_name_of(by),
        is_after_due=work_on(assignment, enrolment).terms.is_over(timezone.now()),
    )
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="mark",
        institution=assignment.school_class.institution,
        learner=enrolment.learner,
        details={"assignment": str(assignment.public_id), "mark": mark.pk},
    )
    work_changed.send(Submission, assignment=assignment, enrolment=enrolment)
    return mark
