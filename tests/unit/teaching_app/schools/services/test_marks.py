"""Marks are a person's, the newest holds, and nobody's is overwritten unseen."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from teaching_app.schools.errors import MarkedMeanwhileError, NotMarkedError
from teaching_app.schools.models import Assignment, Enrolment, Mark
from teaching_app.schools.selectors.assignments import work_on
from teaching_app.schools.services import marks
from tests.factories.models import UserFactory
from tests.factories.schools import AssignmentFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assignment(db: None) -> Assignment:
    return AssignmentFactory(marking=Assignment.Marking.TEACHER)


@pytest.fixture
def enrolment(assignment: Assignment) -> Enrolment:
    return EnrolmentFactory(school_class=assignment.school_class)


@pytest.fixture
def teacher(db: None) -> User:
    return UserFactory(first_name="Ada", last_name="Byron")


def test_the_newest_mark_is_in_force_and_earlier_ones_stay(
    assignment: Assignment, enrolment: Enrolment, teacher: User
) -> None:
    about = {"assignment": assignment, "enrolment": enrolment, "by": teacher}
    first = marks.give(**about, value="B")
    assert first
    second = marks.give(**about, value="B+", seen=first.pk)
    assert second
    assert work_on(assignment, enrolment).shown_mark == "B+"
    assert [mark.value for mark in Mark.objects.all()] == ["B", "B+"]
    assert first.given_by_name == "Ada Byron"


def test_the_same_mark_again_adds_nothing(
    assignment: Assignment, enrolment: Enrolment, teacher: User
) -> None:
    about = {"assignment": assignment, "enrolment": enrolment, "by": teacher}
    assert marks.give(**about, value="") is None
    marks.give(**about, value="7")
    assert marks.give(**about, value="7") is None
    assert Mark.objects.count() == 1


def test_an_empty_mark_withdraws_the_last_one(
    assignment: Assignment, enrolment: Enrolment, teacher: User
) -> None:
    about = {"assignment": assignment, "enrolment": enrolment, "by": teacher}
    first = marks.give(**about, value="7")
    assert first
    marks.give(**about, value="", seen=first.pk)
    assert work_on(assignment, enrolment).shown_mark == ""
    assert Mark.objects.count() == 2


def test_a_colleagues_mark_is_not_overwritten_unseen(
    assignment: Assignment, enrolment: Enrolment, teacher: User
) -> None:
    about = {"assignment": assignment, "enrolment": enrolment}
    marks.give(**about, by=UserFactory(), value="A")
    with pytest.raises(MarkedMeanwhileError):
        marks.give(**about, by=teacher, value="C", seen=0)
    assert work_on(assignment, enrolment).shown_mark == "A"


@pytest.mark.parametrize("marking", ["none", "completion"])
def test_no_marks_are_given_in_an_unmarked_assignment(
    marking: str, enrolment: Enrolment, teacher: User
) -> None:
    unmarked = AssignmentFactory(school_class=enrolment.school_class, marking=marking)
    with pytest.raises(NotMarkedError):
        marks.give(assignment=unmarked, enrolment=enrolment, by=teacher, value="A")
