"""Joining a class, leaving it, and being taken out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.practice.errors import TeachingError
from teaching_app.practice.models import Consent, Learner
from teaching_app.practice.selectors import consents
from teaching_app.practice.services import consents as consents_service
from teaching_app.schools.models import AuditEvent, Enrolment, Group, SchoolClass
from teaching_app.schools.selectors.enrolments import refusal

from . import audit

State = Enrolment.State


class JoinRefusedError(TeachingError):
    """The class takes nobody in, or not this learner; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Choices:
    """What a learner says on joining; ``name`` holds only where the class has none yet."""

    name: str
    first_language: str = ""
    shares_examples: bool = False


@transaction.atomic
def join(*, learner: Learner, school_class: SchoolClass, choices: Choices) -> Enrolment:
    """Take in a learner of age, who agrees to practice's terms and to the class's."""
    enrolment = _written_down(learner, school_class, choices)
    if not consents.may_record(learner):
        consents_service.agree(learner=learner, to_expression=None)
    return activate(enrolment=enrolment)


@transaction.atomic
def wait(*, learner: Learner, school_class: SchoolClass, choices: Choices) -> Enrolment:
    """Keep that a learner under age wants to join; a guardian has to agree.

    Had the learner agreed to being recorded alone, that was not theirs to do: it ends.
    """
    enrolment = _written_down(learner, school_class, choices)
    agreed = consents.in_force(learner, Consent.Purpose.PRACTICE)
    if agreed and not agreed.guardian_name:
        consents_service.withdraw(learner=learner)
    enrolment.state, enrolment.ended_at = State.WAITING, None
    enrolment.save()
    return enrolment


def activate(*, enrolment: Enrolment) -> Enrolment:
    """Let the class's staff see the learner: somebody who may has agreed."""
    enrolment.state, enrolment.ended_at = State.ACTIVE, None
    enrolment.agreed_version = settings.CLASS_AGREEMENT_VERSION
    enrolment.agreed_at = timezone.now()
    enrolment.save()
    return enrolment


def leave(*, enrolment: Enrolment) -> None:
    """End it as its learner wishes; what was handed in stays, as was said on joining."""
    _end(enrolment, State.LEFT)


@transaction.atomic
def remove(*, enrolment: Enrolment, by: User) -> None:
    """Take a learner out of the class; their own practice is theirs and stays."""
    _end(enrolment, State.REMOVED)
    _note(enrolment, by, "removal from the class")


@transaction.atomic
def invite_again(*, enrolment: Enrolment, by: User) -> None:
    """Let a learner who left or was taken out agree anew."""
    if enrolment.state not in (State.LEFT, State.REMOVED):
        return
    enrolment.state, enrolment.ended_at = State.WAITING, None
    enrolment.save()
    _note(enrolment, by, "invitation to the class")


def share_examples(*, enrolment: Enrolment, wanted: bool) -> None:
    """Let the class hear takes of this learner without a name, or no longer."""
    Enrolment.objects.filter(pk=enrolment.pk).update(shares_examples=wanted)
    enrolment.refresh_from_db()


@transaction.atomic
def describe(
    *,
    enrolment: Enrolment,
    name: str,
    student_number: str,
    groups: Iterable[Group],
    by: User,
) -> None:
    """Change what the class's staff wrote down of a learner."""
    enrolment.name, enrolment.student_number = name, student_number
    enrolment.save()
    enrolment.groups.set(groups)
    _note(enrolment, by, "entry in the roster")


@transaction.atomic
def group_together(
    *,
    school_class: SchoolClass,
    enrolments: Iterable[Enrolment],
    group_name: str,
    by: User,
) -> Group:
    """Put learners into a group, which is made where there is none of the name."""
    members = list(enrolments)
    group, _made = Group.objects.get_or_create(
        school_class=school_class, name=group_name
    )
    group.enrolments.add(*members)
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="group",
        institution=school_class.institution,
        details={"class": str(school_class.public_id), "learners": len(members)},
    )
    return group


def _written_down(
    learner: Learner, school_class: SchoolClass, choices: Choices
) -> Enrolment:
    """The learner's row in this class, with what they chose; not saved yet if changed."""
    known = Enrolment.objects.filter(learner=learner, school_class=school_class)
    if code := refusal(school_class, known.first()):
        raise JoinRefusedError(code)
    enrolment, _made = known.select_for_update().get_or_create(
        defaults={
            "learner": learner,
            "school_class": school_class,
            "name": choices.name,
        }
    )
    enrolment.first_language = choices.first_language or enrolment.first_language
    enrolment.shares_examples = choices.shares_examples
    return enrolment


def _end(enrolment: Enrolment, state: str) -> None:
    enrolment.state, enrolment.ended_at = state, timezone.now()
    enrolment.shares_examples = False
    enrolment.save()


def _note(enrolment: Enrolment, by: User, what: str) -> None:
    school_class = enrolment.school_class
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what=what,
        institution=school_class.institution,
        learner=enrolment.learner,
        details={"class": str(school_class.public_id)},
    )
