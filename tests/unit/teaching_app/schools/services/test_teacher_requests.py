"""People who ask to teach, and site staff who decide."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from teaching_app.schools.models import Institution, TeacherRequest
from teaching_app.schools.models.institution import Role
from teaching_app.schools.services import teacher_requests
from tests.factories.models import UserFactory

pytestmark = pytest.mark.django_db
State = TeacherRequest.State


@pytest.fixture
def chief(db: None) -> User:
    return UserFactory(is_staff=True, is_superuser=True)


def ask(name: str = "A school") -> TeacherRequest:
    return teacher_requests.ask(user=UserFactory(), institution_name=name)


def test_approval_opens_the_requested_school(chief: User) -> None:
    request = ask()
    assert teacher_requests.approve(request=request, by=chief)
    membership = Institution.objects.get(name="A school").memberships.get()
    assert (membership.user, membership.role) == (request.user, Role.ADMIN)
    request.refresh_from_db()
    assert (request.state, request.decided_by) == (State.APPROVED, chief)


def test_it_is_decided_once(chief: User) -> None:
    request = ask()
    assert teacher_requests.refuse(request=request, by=chief)
    assert not teacher_requests.approve(request=request, by=chief)
    assert not Institution.objects.exists()


def test_a_request_may_be_repeated_after_a_refusal_but_not_after_approval(
    chief: User,
) -> None:
    request = ask()
    teacher_requests.refuse(request=request, by=chief)
    again = teacher_requests.ask(user=request.user, institution_name="Other")
    assert (again.pk, again.state, again.decided_by) == (
        request.pk,
        State.WAITING,
        None,
    )
    teacher_requests.approve(request=again, by=chief)
    once_more = teacher_requests.ask(user=request.user, institution_name="Third")
    assert (once_more.state, once_more.institution_name) == (State.APPROVED, "Other")


@pytest.mark.parametrize(
    ("action", "state"), [("approve", State.APPROVED), ("refuse", State.REFUSED)]
)
def test_site_staff_decide_in_their_list(chief: User, action: str, state: str) -> None:
    client = Client()
    client.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
    request = ask()
    page = reverse("admin:schools_teacherrequest_changelist")
    form = {"action": action, "_selected_action": [request.pk]}
    assert client.post(page, form, follow=True).status_code == 200
    request.refresh_from_db()
    assert request.state == state


def test_staff_who_may_only_look_decide_nothing(chief: User) -> None:
    helper = UserFactory(is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="view_teacherrequest"))
    client = Client()
    client.force_login(helper, backend="django.contrib.auth.backends.ModelBackend")
    request = ask()
    page = reverse("admin:schools_teacherrequest_changelist")
    client.post(page, {"action": "approve", "_selected_action": [request.pk]})
    request.refresh_from_db()
    assert request.state == State.WAITING
