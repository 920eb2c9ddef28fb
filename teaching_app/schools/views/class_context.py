"""Context about a class for pages of those who join it."""

from __future__ import annotations

from django.conf import settings

from teaching_app.schools.models import SchoolClass
from teaching_app.schools.selectors import enrolments


def about_class(school_class: SchoolClass) -> dict[str, object]:
    """Context for ``components/class_agreement.html`` and ``what_happens.html``."""
    teachers = enrolments.teachers_of(school_class)
    return {
        "school_class": school_class,
        # A lone teacher's school has the teacher's name: once is enough.
        "run_by": list(dict.fromkeys([*teachers, school_class.institution.name])),
        "expression_enabled": settings.EXPRESSION_ENABLED,
        "retention_days": settings.RETENTION_DAYS,
    }
