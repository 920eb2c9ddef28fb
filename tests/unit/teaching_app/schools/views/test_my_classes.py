"""A learner's own pages of their classes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Learner
from teaching_app.schools.models import Enrolment
from tests.factories.models import UserFactory
from tests.factories.schools import EnrolmentFactory, SchoolClassFactory

pytestmark = pytest.mark.django_db
State = Enrolment.State


def address(name: str, enrolment: Enrolment) -> str:
    return reverse(name, args=[enrolment.school_class.public_id])


def test_classes_are_listed_by_what_there_is_to_do(
    learner: Learner, learner_client: Client
) -> None:
    for name, state in (
        ("Now", State.ACTIVE),
        ("Next", State.WAITING),
        ("Then", State.LEFT),
    ):
        EnrolmentFactory(
            learner=learner,
            school_class__name=name,
            state=state,
            ended_at="2026-01-01T00:00:00Z" if state == State.LEFT else None,
        )
    EnrolmentFactory(school_class__name="Somebody else's")
    response = learner_client.get(reverse("my_classes"))
    lists = ("current", "invited", "earlier")
    found = [[str(r.school_class) for r in response.context[name]] for name in lists]
    assert found == [["Now"], ["Next"], ["Then"]]


def test_the_switch_for_examples_is_the_learners(
    learner: Learner, learner_client: Client
) -> None:
    enrolment = EnrolmentFactory(learner=learner)
    for wanted, kept in (("yes", True), ("no", False)):
        learner_client.post(address("share_examples", enrolment), {"wanted": wanted})
        enrolment.refresh_from_db()
        assert enrolment.shares_examples is kept


def test_an_invitation_leads_to_the_agreement_and_can_be_declined(
    learner: Learner, learner_client: Client
) -> None:
    enrolment = EnrolmentFactory(learner=learner, state=State.WAITING)
    page = learner_client.get(address("my_class", enrolment))
    assert page.url == reverse("join_class", args=[enrolment.school_class.join_token])
    learner_client.post(address("leave_class", enrolment))
    enrolment.refresh_from_db()
    assert enrolment.state == State.LEFT


def test_leaving_explains_first_what_stays_and_the_class_can_be_rejoined(
    learner: Learner, learner_client: Client
) -> None:
    enrolment = EnrolmentFactory(learner=learner)
    leave = address("leave_class", enrolment)
    asked = learner_client.get(leave).content.decode()
    assert "What you handed in stays with your teachers" in asked
    learner_client.post(leave)
    assert learner_client.get(leave).status_code == 404  # it is over
    page = learner_client.get(address("my_class", enrolment)).content.decode()
    assert "You have left this class" in page
    again = reverse("join_class", args=[enrolment.school_class.join_token])
    assert again in page
    learner_client.post(again, {})
    enrolment.refresh_from_db()
    assert enrolment.state == State.ACTIVE


def test_a_new_wording_is_shown_and_has_to_be_agreed_to(
    learner: Learner, learner_client: Client, settings: Any
) -> None:
    enrolment = EnrolmentFactory(learner=learner, agreed_version="old")
    page = learner_client.get(address("my_class", enrolment)).content.decode()
    assert "worded anew" in page
    again = reverse("join_class", args=[enrolment.school_class.join_token])
    assert "Something has changed" in learner_client.get(again).content.decode()
    learner_client.post(again, {})
    enrolment.refresh_from_db()
    assert enrolment.agreed_version == settings.CLASS_AGREEMENT_VERSION


def test_a_learner_may_be_in_several_classes(
    learner: Learner, learner_client: Client
) -> None:
    first, second = EnrolmentFactory.create_batch(2, learner=learner)
    learner_client.post(address("leave_class", first))
    second.refresh_from_db()
    assert second.state == State.ACTIVE


def test_the_navigation_leads_to_ones_classes(learner_client: Client) -> None:
    assert f'href="{reverse("my_classes")}"' in learner_client.get("/").content.decode()


def test_nobody_sees_a_class_they_are_not_in(learner_client: Client) -> None:
    other = SchoolClassFactory()
    page = learner_client.get(reverse("my_class", args=[other.public_id]))
    assert page.status_code == 404


def test_a_lone_teacher_is_named_once(learner: Learner, learner_client: Client) -> None:
    teacher = UserFactory(first_name="Tina", last_name="Byron")
    school_class = SchoolClassFactory(taught_by=teacher, institution__name="Tina Byron")
    enrolment = EnrolmentFactory(learner=learner, school_class=school_class)
    page = learner_client.get(address("my_class", enrolment))
    assert page.context["run_by"] == ["Tina Byron"]
