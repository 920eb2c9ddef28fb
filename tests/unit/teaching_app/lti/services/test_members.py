"""The list of a course's members becomes the class's roster."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lti_tool.models import LtiContext, LtiUser

from teaching_app.lti.models import Course, Platform
from teaching_app.lti.services import members
from teaching_app.schools.models import Enrolment
from tests.factories.platforms import LEARNER, TEACHER, SimulatedPlatform, launch
from tests.factories.schools import SchoolClassFactory
from tests.unit.teaching_app.lti.views.test_entering import known

pytestmark = pytest.mark.django_db


def member(user_id: str, roles: list[str] = LEARNER, **about: Any) -> dict[str, Any]:
    return {"user_id": user_id, "roles": roles, "name": user_id.title(), **about}


@pytest.fixture
def course(simulated: SimulatedPlatform, platform: Platform) -> Course:
    client = Client()
    client.get(launch(client, simulated, sub="teacher-1", roles=TEACHER).url)
    teacher = LtiUser.objects.get(sub="teacher-1").auth_user
    return Course.objects.create(
        context=LtiContext.objects.get(),
        school_class=SchoolClassFactory(
            institution=platform.institution, taught_by=teacher
        ),
    )


def read(course: Course) -> members.Read:
    teacher = LtiUser.objects.get(sub="teacher-1").auth_user
    return members.read(course=course, by=teacher)


def test_learners_are_expected_and_agree_themselves(
    course: Course, simulated: SimulatedPlatform
) -> None:
    simulated.members = [
        member("mia", status="Active"),
        member("tom", picture="https://lms.example/tom.png"),
        member("teacher-1", TEACHER),
        member("gone", status="Inactive"),
    ]
    assert read(course).n_new == 2
    rows = course.school_class.enrolments.values_list("name", "state")
    assert sorted(rows) == [("Mia", "waiting"), ("Tom", "waiting")]
    assert LtiUser.objects.get(sub="gone").auth_user is None
    assert LtiUser.objects.get(sub="tom").picture_url == ""


def test_reading_twice_changes_nothing(
    course: Course, simulated: SimulatedPlatform
) -> None:
    simulated.members = [member("mia")]
    read(course)
    again = read(course)
    assert (again.n_new, again.n_known) == (0, 1)


def test_they_are_the_same_people_when_they_come(
    course: Course, simulated: SimulatedPlatform
) -> None:
    simulated.members = [member("learner-1")]
    read(course)
    client = Client()
    client.get(launch(client, simulated).url)
    assert Enrolment.objects.count() == 1
    user = LtiUser.objects.get(sub="learner-1").auth_user
    assert int(client.session["_auth_user_id"]) == user.pk


def test_an_account_of_ones_own_is_not_taken(
    course: Course, simulated: SimulatedPlatform
) -> None:
    known("mia@school.example")
    simulated.members = [member("mia", email="mia@school.example")]
    assert read(course).own_account == ["Mia"]
    assert not Enrolment.objects.exists()


def test_who_has_left_the_course_is_named_and_stays(
    course: Course, simulated: SimulatedPlatform
) -> None:
    simulated.members = [member("mia"), member("tom")]
    read(course)
    simulated.members = [member("mia")]
    assert read(course).gone == ["Tom"]
    assert Enrolment.objects.count() == 2


@pytest.mark.parametrize("answer", [{"members": [7]}, {"members": [{"roles": []}]}, []])
def test_a_list_that_cannot_be_read_changes_nothing(
    answer: Any,
    course: Course,
    simulated: SimulatedPlatform,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = simulated.answer

    def odd(method: str, url: str, body: str) -> tuple[int, Any]:
        return (200, answer) if url.endswith("/members") else plain(method, url, body)

    monkeypatch.setattr(simulated, "answer", odd)
    with pytest.raises(members.NoListError):
        read(course)
    assert not Enrolment.objects.exists()


def test_a_platform_that_is_down_gives_no_list(
    course: Course, simulated: SimulatedPlatform
) -> None:
    simulated.refuses = 503
    with pytest.raises(members.NoListError):
        read(course)
