"""Where a learner hands a take in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from teaching_app.practice.models import Learner, Phrase
from teaching_app.schools.models import AssignmentItem, Enrolment


def place_of(
    learner: Learner, *, assignment: UUID, phrase: Phrase
) -> tuple[AssignmentItem, Enrolment]:
    """The phrase of an assignment, in a class that the learner is in; else 404.

    Whether a take is still accepted is for ``submissions.hand_in`` to say.
    """
    items = AssignmentItem.objects.select_related("assignment__school_class", "phrase")
    item = items.filter(
        assignment__public_id=assignment,
        assignment__published_at__isnull=False,
        phrase=phrase,
    ).first()
    if item is None:
        raise Http404
    enrolment = Enrolment.objects.filter(
        learner=learner,
        state=Enrolment.State.ACTIVE,
        school_class=item.assignment.school_class_id,
    ).first()
    if enrolment is None:
        raise Http404
    return item, enrolment
