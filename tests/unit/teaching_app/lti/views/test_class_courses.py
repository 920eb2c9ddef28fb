"""A teacher reads the course's list, sees what did not arrive, and parts with it."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.test import Client
from lti_tool.models import LtiUser

from teaching_app.lti.models import Course, Grade, LinkedAssignment, Platform
from teaching_app.practice.services import export_archive
from tests.factories.platforms import SimulatedPlatform
from tests.factories.schools import AssignmentFactory
from tests.unit.teaching_app.access import BACKEND
from tests.unit.teaching_app.lti.services.test_members import member
from tests.unit.teaching_app.lti.views.test_entering import connected, enter, known

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(simulated: SimulatedPlatform, platform: Platform) -> Course:
    connected(platform, simulated)
    return Course.objects.get()


@pytest.fixture
def teacher(course: Course) -> Client:
    client = Client()
    user = course.school_class.staff.get().membership.user
    client.force_login(user, backend=BACKEND)
    return client


def address(course: Course, *below: object) -> str:
    path = "".join(f"{part}/" for part in below)
    return f"/teach/classes/{course.school_class.public_id}/courses/{path}"


def test_reading_the_list_says_who_is_new_and_who_is_not_taken(
    teacher: Client, course: Course, simulated: SimulatedPlatform
) -> None:
    known("tom@school.example")
    simulated.members = [
        member("mia"),
        member("tom", email="tom@school.example"),
    ]
    page = teacher.post(address(course, course.pk, "members"), follow=True)
    said = page.content.decode()
    assert "1 new learner." in said
    assert "come in by a link of the course: Tom" in said
    simulated.members = []
    page = teacher.post(address(course, course.pk, "members"), follow=True)
    assert "still in the class: Mia" in page.content.decode()
    assert "list read on" in teacher.get(address(course)).content.decode()


def test_a_list_that_does_not_come_is_said(
    teacher: Client, course: Course, simulated: SimulatedPlatform
) -> None:
    simulated.refuses = 500
    page = teacher.post(address(course, course.pk, "members"), follow=True)
    assert "The platform gave no list" in page.content.decode()


def linked(course: Course, simulated: SimulatedPlatform) -> LinkedAssignment:
    """An assignment that a learner has opened by a link."""
    made = AssignmentFactory(school_class=course.school_class, marking="completion")
    enter(Client(), simulated, custom={"assignment": str(made.public_id)})
    return LinkedAssignment.objects.get(assignment=made)


def test_grades_that_did_not_arrive_are_named(
    teacher: Client, course: Course, simulated: SimulatedPlatform
) -> None:
    Grade.objects.create(
        linked_assignment=linked(course, simulated),
        lti_user=LtiUser.objects.get(sub="learner-1"),
        state="failed",
    )
    page = teacher.get(address(course)).content.decode()
    assert "Grades that did not reach the course" in page
    assert "Mia Wang" in page


def test_parted_courses_lead_nowhere_and_send_nothing(
    teacher: Client, course: Course, simulated: SimulatedPlatform
) -> None:
    link = linked(course, simulated)
    teacher.post(address(course, course.pk, "disconnect"))
    assert not Course.objects.exists()
    link.refresh_from_db()
    assert link.assignment is None
    assert enter(Client(), simulated).status_code == 404


def test_who_somebody_is_in_a_course_is_in_their_copy(
    course: Course, simulated: SimulatedPlatform
) -> None:
    enter(Client(), simulated)
    out = io.BytesIO()
    learner = LtiUser.objects.get(sub="learner-1").auth_user.learner
    export_archive.write_archive(out, learner)
    with zipfile.ZipFile(out) as archive:
        (row,) = json.loads(archive.read("data/ltiuser.json"))
        assert "data/ltimembership.json" in archive.namelist()
    assert row["sub"] == "learner-1"
