"""Context about a class for pages of those who join it."""

from __future__ import annotations

from django.conf import settings

from teaching_app.schools.models import SchoolClass
from teaching_app.schools.selectors import enrolments


def about_class(school_class: SchoolClass) -> dict[str, object]:
    """Context for ``components/class_agreement.html`` and ``what_happens.html``."""
    return {
        "school_class": school_class,
        "teachers": enrolments.teachers_of(school_class),
        "expression_enabled": settings.EXPRESSION_ENABLED,
        "retention_days": settings.RETENTION_DAYS,
    }
