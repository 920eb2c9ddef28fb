"""Rows named in the URLs of reports, for those who may reach them."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from teaching_app.practice.access import Actor, Purpose
from teaching_app.schools import access
from teaching_app.schools.models import AuditEvent, Enrolment, SchoolClass
from teaching_app.schools.services import audit


def class_for(actor: Actor, public_id: UUID, purpose: Purpose) -> SchoolClass:
    """A class for a purpose, if the actor is on its staff; 404 for everybody else."""
    classes = access.classes_to(actor, purpose).select_related("institution")
    return get_object_or_404(classes, public_id=public_id)


def learner_for(
    actor: Actor, public_id: UUID, enrolment_id: UUID, purpose: Purpose
) -> Enrolment:
    """An enrolled learner of such a class."""
    school_class = class_for(actor, public_id, purpose)
    agreed = school_class.enrolments.exclude(state=Enrolment.State.WAITING)
    enrolment = get_object_or_404(
        agreed.select_related("learner"), public_id=enrolment_id
    )
    enrolment.school_class = school_class
    return enrolment


def note(
    actor: Actor, action: AuditEvent.Action, what: str, about: Enrolment | SchoolClass
) -> None:
    """Log what was viewed, played or downloaded."""
    is_learner = isinstance(about, Enrolment)
    school_class = about.school_class if is_learner else about
    audit.note(
        actor=actor,
        action=action,
        what=what,
        institution=school_class.institution,
        learner=about.learner if is_learner else None,
        details={"class": school_class.name},
    )
