"""Oneself, and what staff may see of their classes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from teaching_app.api.scopes import Scope
from teaching_app.practice.models import Learner
from teaching_app.schools.models import AuditEvent, Enrolment
from teaching_app.schools.models.institution import Role
from tests.factories.api import client_of
from tests.factories.insights import handed_in, word
from tests.factories.models import LearnerFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    MembershipFactory,
    SchoolClassFactory,
)
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(learner: Learner) -> Enrolment:
    """A learner in a class that ``learner`` teaches."""
    return EnrolmentFactory(
        school_class=SchoolClassFactory(taught_by=learner.user), name="Li Wei"
    )


@pytest.fixture
def api(learner: Learner) -> Client:
    return client_of(learner.user)


def test_a_program_learns_whose_it_is(learner: Learner, settings: Any) -> None:
    api = client_of(learner.user, Scope.LEARNERS_READ)
    me = api.get("/api/v1/me/").json()
    assert me["username"] == learner.user.username
    assert me["may_record"] is True
    assert me["allows_expression"] is True
    assert me["scopes"] == ["learners:read"]
    settings.EXPRESSION_ENABLED = False
    assert "allows_expression" not in api.get("/api/v1/me/").json()


def test_a_session_has_all_scopes(learner_client: Client) -> None:
    assert learner_client.get("/api/v1/me/").json()["scopes"] == []


def test_a_teacher_reads_class_and_learners_and_the_log_says_so(
    api: Client, enrolment: Enrolment
) -> None:
    [found] = api.get("/api/v1/classes/").json()["results"]
    assert found["name"] == enrolment.school_class.name
    address = f"/api/v1/classes/{found['id']}/learners/"
    [listed] = api.get(address).json()["results"]
    assert (listed["name"], listed["state"]) == ("Li Wei", "active")
    assert "user" not in str(listed)
    assert AuditEvent.objects.filter(action="exported", what="roster").count() == 1


def test_assignments_are_read_by_staff_and_learner(
    api: Client, enrolment: Enrolment
) -> None:
    item = AssignmentItemFactory(assignment__school_class=enrolment.school_class)
    address = f"/api/v1/classes/{enrolment.school_class.public_id}/assignments/"
    [of_class] = api.get(address).json()["results"]
    assert (of_class["n_phrases"], of_class["n_learners"]) == (1, 1)
    [mine] = client_of(enrolment.learner.user).get("/api/v1/assignments/").json()
    assert mine["id"] == of_class["id"]
    assert mine["phrases"] == [
        {
            "name": item.phrase.slug,
            "text": item.phrase.text,
            "state": "todo",
            "attempts_left": None,
        }
    ]


def test_the_report_of_a_class_is_that_of_its_page(
    api: Client, learner: Learner
) -> None:
    school_class = SchoolClassFactory(taught_by=learner.user)
    item = AssignmentItemFactory(assignment__school_class=school_class)
    for n in range(6):
        one = EnrolmentFactory(school_class=school_class, name=f"Pupil {n}")
        for _ in range(2):
            handed_in(one, item, words=[word("banana", heard=0, expected=1)])
    address = f"/api/v1/classes/{school_class.public_id}/report/"
    report = api.get(address).json()
    assert report["n_takes"] == 12
    assert len(report["learners"]) == 6
    pattern = report["patterns"][0]
    assert (pattern["n_learners"], pattern["n_occasion"]) == (6, 6)
    assert pattern["title"].startswith("6 of 6")
    assert 0 < pattern["share"]["low"] < pattern["share"]["value"] <= 1
    assert "style" not in str(report)
    events = AuditEvent.objects.filter(action="exported", what="class report")
    assert events.count() == 1


@pytest.mark.parametrize("part", ["learners", "assignments", "report"])
def test_a_class_of_others_is_not_there(api: Client, part: str) -> None:
    other = SchoolClassFactory(taught_by=LearnerFactory().user)
    address = f"/api/v1/classes/{other.public_id}/{part}/"
    assert api.get(address).status_code == 404
    assert not AuditEvent.objects.exists()


def test_an_assistant_takes_nothing_away(enrolment: Enrolment) -> None:
    school_class = enrolment.school_class
    helper = MembershipFactory(
        institution=school_class.institution, role=Role.ASSISTANT
    )
    school_class.staff.create(membership=helper)
    api = client_of(helper.user)
    assert len(api.get("/api/v1/classes/").json()["results"]) == 1
    for part in ("learners", "report"):
        address = f"/api/v1/classes/{school_class.public_id}/{part}/"
        assert api.get(address).status_code == 404


def test_a_second_factor_is_asked_of_tokens_and_sessions(
    learner: Learner, enrolment: Enrolment
) -> None:
    institution = enrolment.school_class.institution
    institution.needs_second_factor = True
    institution.save()
    session = Client()
    session.force_login(learner.user, backend=BACKEND)
    for client in (client_of(learner.user), session):
        answer = client.get("/api/v1/classes/")
        assert (answer.status_code, answer.json()["code"]) == (
            403,
            "second_factor_needed",
        )
    with_it = client_of(learner.user, has_second_factor=True)
    assert with_it.get("/api/v1/classes/").status_code == 200
    assert client_of(learner.user).get("/api/v1/me/").status_code == 200
