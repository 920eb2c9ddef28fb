"""Saying "I teach": at once, by asking, or by invitation."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teaching_app.practice.models import Learner
from teaching_app.schools.models import Institution, Invitation, TeacherRequest
from teaching_app.schools.models.institution import Role
from teaching_app.schools.services import teacher_requests
from tests.factories.models import UserFactory
from tests.factories.schools import InstitutionFactory, MembershipFactory

pytestmark = pytest.mark.django_db
START = "/teach/start/"


def invitation(**values: Any) -> Invitation:
    values.setdefault("expires_at", timezone.now() + timedelta(days=1))
    return Invitation.objects.create(
        institution=InstitutionFactory(name="Hill School"), role=Role.TEACHER, **values
    )


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_start_page_is_linked_for_everybody_who_does_not_teach(
    client: Client, learner_client: Client, learner: Learner
) -> None:
    assert START in page(client, "/")
    assert START in page(learner_client, "/")
    assert "/teach/" not in page(learner_client, "/").replace(START, "")
    MembershipFactory(user=learner.user)
    assert START not in page(learner_client, "/")
    assert 'href="/teach/"' in page(learner_client, "/")


def test_opening_a_school_leads_to_its_home_page(
    learner_client: Client, learner: Learner
) -> None:
    response = learner_client.post(START, {"name": "Hill School"}, follow=True)
    assert response.request["PATH_INFO"] == "/teach/"
    assert "Three steps" in response.content.decode()
    membership = Institution.objects.get(name="Hill School").memberships.get()
    assert (membership.user, membership.role) == (learner.user, Role.ADMIN)


def test_just_me_needs_no_name(learner_client: Client, learner: Learner) -> None:
    learner_client.post(START, {"alone": "on", "name": "unfinished"})
    assert Institution.objects.get().name == learner.user.username


def test_a_school_without_a_name_is_asked_for_one(learner_client: Client) -> None:
    response = learner_client.post(START, {"name": " "})
    assert response.status_code == 400
    assert "Write the name of your school." in response.content.decode()
    assert not Institution.objects.exists()


def test_by_invitation_only_the_form_is_missing_and_opens_nothing(
    settings: Any, learner_client: Client
) -> None:
    settings.TEACHING = "invitation"
    assert "You need an invitation" in page(learner_client, START)
    assert 'name="name"' not in page(learner_client, START)
    learner_client.post(START, {"name": "Hill School"})
    assert not Institution.objects.exists()


def test_with_approval_a_request_is_made_and_its_answer_shown(
    settings: Any, learner_client: Client, learner: Learner
) -> None:
    settings.TEACHING = "approval"
    response = learner_client.post(START, {"name": "Hill School"}, follow=True)
    assert "You have asked" in response.content.decode()
    assert not Institution.objects.exists()
    asked = TeacherRequest.objects.get()
    teacher_requests.refuse(request=asked, by=UserFactory())
    assert "said no" in page(learner_client, START)
    learner_client.post(START, {"name": "Hill School"})
    asked.refresh_from_db()
    teacher_requests.approve(request=asked, by=UserFactory())
    assert "You may teach here" in page(learner_client, START)
    assert learner_client.get("/teach/").status_code == 200


@pytest.mark.parametrize("teaching", ["open", "invitation", "approval"])
def test_an_invitation_works_whatever_the_setting(
    settings: Any, learner_client: Client, learner: Learner, teaching: str
) -> None:
    settings.TEACHING = teaching
    path = reverse("teach_invitation", args=[invitation().token])
    assert "Join the staff of Hill School" in page(learner_client, path)
    response = learner_client.post(path, follow=True)
    assert response.request["PATH_INFO"] == "/teach/"
    assert learner.user.memberships.get().role == Role.TEACHER


def test_a_visitor_signs_in_and_comes_back(client: Client) -> None:
    path = reverse("teach_invitation", args=[invitation().token])
    assert client.get(path).url == f"/accounts/login/?next={path}"


def test_a_used_or_old_link_says_so(learner_client: Client) -> None:
    old = invitation(expires_at=timezone.now() - timedelta(days=1))
    used = invitation(used_at=timezone.now())
    for dead in (old, used):
        path = reverse("teach_invitation", args=[dead.token])
        assert "This link no longer works" in page(learner_client, path)
        response = learner_client.post(path, follow=True)
        assert "This link no longer works" in response.content.decode()


def test_a_link_for_another_address_says_so_without_naming_it(
    learner_client: Client,
) -> None:
    path = reverse("teach_invitation", args=[invitation(email="ada@example.org").token])
    assert "This link is for another address" in page(learner_client, path)
    assert "ada@example.org" not in page(learner_client, path)


def test_current_staff_are_redirected_to_their_classes(
    learner_client: Client, learner: Learner
) -> None:
    link = invitation()
    MembershipFactory(institution=link.institution, user=learner.user)
    response = learner_client.post(reverse("teach_invitation", args=[link.token]))
    assert response.url == "/teach/"
    link.refresh_from_db()
    assert link.used_at is None


def test_a_guessed_link_is_not_there(learner_client: Client) -> None:
    assert learner_client.get("/teach/invitations/guessed/").status_code == 404
