"""Which assignment a link in a course means, also where the course is a copy."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from teaching_app.practice.access import Actor, Purpose
from teaching_app.practice.models import Phrase
from teaching_app.practice.selectors.phrases import catalogue
from teaching_app.schools import access
from teaching_app.schools.models import Assignment, Institution, SchoolClass

MAX_TERMS = 30  # copies of copies


def named_in(institution: Institution, named: UUID) -> Assignment | None:
    """The assignment that a link was made for, if it is the institution's."""
    found = Assignment.objects.select_related("school_class")
    return found.filter(public_id=named, school_class__institution=institution).first()


def assignment_in(school_class: SchoolClass, named: UUID) -> Assignment | None:
    """The assignment of a class that a link means: the named one, or its copy here.

    A course that is copied keeps the public ids in its links, however often.
    """
    here = list(school_class.assignments.select_related("copied_from"))
    own = next((a for a in here if a.public_id == named), None)
    return own or next((a for a in reversed(here) if _is_copy_of(a, named)), None)


def _is_copy_of(assignment: Assignment, named: UUID) -> bool:
    ancestor = assignment.copied_from
    for _term in range(MAX_TERMS):
        if ancestor is None or ancestor.public_id == named:
            break
        ancestor = ancestor.copied_from
    return ancestor is not None and ancestor.public_id == named


def classes_to_connect(actor: Actor, institution: Institution) -> QuerySet[SchoolClass]:
    """Classes that an account teaches and may connect with a course."""
    mine = access.classes_to(actor, Purpose.CHANGE)
    return mine.filter(institution=institution, archived_at=None)


def phrases_to_link() -> QuerySet[Phrase]:
    """Phrases of the catalogue: those that everybody may practise."""
    return catalogue()
