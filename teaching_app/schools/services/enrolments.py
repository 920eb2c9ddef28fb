"""Join a class, leave it, or be removed from it."""

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
    """The class admits nobody, or not this learner; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Choices:
    """A learner's choices on joining; ``name`` is used where the class has none."""

    name: str
    first_language: str = ""
    shares_examples: bool = False


@transaction.atomic
def join(*, learner: Learner, school_class: SchoolClass, choices: Choices) -> Enrolment:
    """Enrol an adult learner, who agrees to practice's terms and to the class's."""
    enrolment = _written_down(learner, school_class, choices)
    if not consents.may_record(learner):
        consents_service.agree(learner=learner, to_expression=None)
    return activate(enrolment=enrolment)


@transaction.atomic
def wait(*, learner: Learner, school_class: SchoolClass, choices: Choices) -> Enrolment:
    """Record that a minor wants to join; a guardian has to consent.

    A consent to recordings that the learner gave alone was not valid, and ends.
    """
    enrolment = _written_down(learner, school_class, choices)
    agreed = consents.in_force(learner, Consent.Purpose.PRACTICE)
    if agreed and not agreed.guardian_name:
        consents_service.withdraw(learner=learner)
    enrolment.state, enrolment.ended_at = State.WAITING, None
    enrolment.save()
    return enrolment


def expect(*, learner: Learner, school_class: SchoolClass, name: str) -> Enrolment:
    """Write down somebody who belongs to the class and has not agreed yet.

    Those who are in, have left or were removed stay as they are.
    """
    return Enrolment.objects.get_or_create(
        learner=learner,
        school_class=school_class,
        defaults={"name": name[: Enrolment._meta.get_field("name").max_length]},
    )[0]


def activate(*, enrolment: Enrolment) -> Enrolment:
    """Activate the enrolment, once somebody entitled to has consented."""
    enrolment.state, enrolment.ended_at = State.ACTIVE, None
    enrolment.agreed_version = settings.CLASS_AGREEMENT_VERSION
    enrolment.agreed_at = timezone.now()
    enrolment.save()
    return enrolment


def leave(*, enrolment: Enrolment) -> None:
    """Leave at the learner's request; submissions stay, as was explained on joining."""
    _end(enrolment, State.LEFT)


@transaction.atomic
def remove(*, enrolment: Enrolment, by: User) -> None:
    """Remove a learner from the class; their own practice stays theirs."""
    _end(enrolment, State.REMOVED)
    _note(enrolment, by, "removal from the class")


@transaction.atomic
def invite_again(*, enrolment: Enrolment, by: User) -> None:
    """Invite a learner who left or was removed to agree again."""
    if enrolment.state not in (State.LEFT, State.REMOVED):
        return
    enrolment.state, enrolment.ended_at = State.WAITING, None
    enrolment.save()
    _note(enrolment, by, "invitation to the class")


def share_examples(*, enrolment: Enrolment, wanted: bool) -> None:
    """Allow or stop playing this learner's takes to the class, without a name."""
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
    """Change what the class's staff noted about a learner."""
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
    """Put learners into a group, creating it if there is none of that name."""
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
    """The learner's enrolment with their choices applied, not saved yet."""
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
