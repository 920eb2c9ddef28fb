"""What depends on a class, counted before it is deleted."""

from __future__ import annotations

from teaching_app.schools.models import (
    Assignment,
    Comment,
    Enrolment,
    SchoolClass,
    Submission,
)


def counts_of(school_class: SchoolClass) -> dict[str, int]:
    """How many learners, assignments, submissions and comments go with a class."""
    handed_in = Submission.objects.filter(item__assignment__school_class=school_class)
    return {
        "n_learners": Enrolment.objects.filter(school_class=school_class).count(),
        "n_assignments": Assignment.objects.filter(school_class=school_class).count(),
        "n_submissions": handed_in.count(),
        "n_comments": Comment.objects.filter(submission__in=handed_in).count(),
    }
