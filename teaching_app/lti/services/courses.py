"""Courses and classes: connect them, and give who comes their place in the class."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from teaching_app.lti.models import Course, LinkedAssignment
from teaching_app.lti.protocol.roles import ASSISTANT, LEARNER, TEACHER
from teaching_app.lti.selectors import links
from teaching_app.practice.services import learners
from teaching_app.schools.models import Assignment, Membership, SchoolClass
from teaching_app.schools.models.institution import Role
from teaching_app.schools.selectors.institutions import staff_of
from teaching_app.schools.services import (
    assignments,
    class_copies,
    class_parts,
    classes,
    enrolments,
    memberships,
)

from . import accounts, grades
from .visits import Visit

ROLES = {TEACHER: Role.TEACHER, ASSISTANT: Role.ASSISTANT}
TERM = timedelta(weeks=18)


@transaction.atomic
def settle(*, visit: Visit, user: User) -> None:
    """Give somebody their place: on the staff, in the class, and at the assignment."""
    if visit.role in ROLES:
        _settle_staff(visit, user)
    elif visit.role == LEARNER and (course := visit.course):
        _settle_learner(visit, course, user)


def membership_of(visit: Visit, user: User) -> Membership | None:
    """The place on the institution's staff of somebody who teaches the course."""
    return staff_of(visit.platform.institution).filter(user=user).first()


@transaction.atomic
def connect(*, visit: Visit, user: User, school_class: SchoolClass) -> Course:
    """Connect the course with a class of this teacher, in place of an earlier one."""
    course, _made = Course.objects.update_or_create(
        context=visit.context, defaults={"school_class": school_class}
    )
    title = visit.context.title or visit.context.label
    classes.note(school_class, user, {"course_connected": title})
    settle(visit=visit, user=user)
    return course


@transaction.atomic
def connect_new(*, visit: Visit, user: User, name: str, age_group: str) -> Course:
    """Connect the course with a new class, which nobody joins but through the course.

    Where the link was made for another class, as in a course that was copied, the new
    class is made like that one, with drafts of its assignments.
    """
    today = timezone.localdate()
    school_class = _new_class(visit, user, name, age_group, (today, today + TERM))
    return connect(visit=visit, user=user, school_class=school_class)


@transaction.atomic
def disconnect(*, course: Course, by: User) -> None:
    """Part a course from its class: its links lead nowhere until it is connected again."""
    title = course.context.title or course.context.label
    classes.note(course.school_class, by, {"course_disconnected": title})
    LinkedAssignment.objects.filter(link__context=course.context_id).update(
        assignment=None
    )
    course.delete()


def _new_class(
    visit: Visit, user: User, name: str, age_group: str, term: tuple[date, date]
) -> SchoolClass:
    starts_on, ends_on = term
    institution = visit.platform.institution
    linked = visit.linked
    named = links.named_in(institution, linked.named) if linked else None
    taught = links.classes_to_connect(user, institution)
    if named and taught.filter(pk=named.school_class_id).exists():
        return class_copies.copy(
            source=named.school_class,
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
            by=user,
        )
    return classes.create(
        institution=institution,
        by=user,
        name=name,
        age_group=age_group,
        starts_on=starts_on,
        ends_on=ends_on,
        is_open=False,
    )


def _settle_staff(visit: Visit, user: User) -> None:
    platform, course = visit.platform, visit.course
    membership = membership_of(visit, user)
    if membership is None and platform.admits_teachers:
        membership = memberships.admit(
            institution=platform.institution, user=user, role=ROLES[visit.role]
        )
    if membership is None or course is None:
        return
    if membership.role != Role.ADMIN:
        class_parts.add_staff(
            school_class=course.school_class, membership=membership, by=user
        )
    if visit.role == TEACHER and membership.role != Role.ASSISTANT:
        _resolve(visit, course, user)


def _settle_learner(visit: Visit, course: Course, user: User) -> None:
    learner = learners.of(user=user)
    name = accounts.name_of(visit.lti_user) or str(learner)
    enrolment = enrolments.expect(
        learner=learner, school_class=course.school_class, name=name
    )
    if assignment := _resolve(visit, course, None):
        grades.refresh(assignment=assignment, enrolment=enrolment)


def _resolve(visit: Visit, course: Course, teacher: User | None) -> Assignment | None:
    """Find what the link means in this class; a teacher's visit copies it, if need be."""
    linked = visit.linked
    if linked is None:
        return None
    found = links.assignment_in(course.school_class, linked.named)
    if found is None and teacher:
        origin = links.named_in(visit.platform.institution, linked.named)
        found = origin and assignments.copy(
            assignment=origin, by=teacher, school_class=course.school_class
        )
    if linked.assignment != found:
        linked.assignment = found
        linked.save(update_fields=["assignment"])
    return found
