"""An institution's page: staff, invitations, name and rules."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from teaching_app.schools.models import Invitation, Membership
from teaching_app.schools.models.institution import Role
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def admin(db: None) -> Membership:
    return MembershipFactory(role=Role.ADMIN)


@pytest.fixture
def admin_client(admin: Membership) -> Client:
    client = Client()
    client.force_login(admin.user, backend=BACKEND)
    return client


def address(name: str, admin: Membership, *more: int) -> str:
    return reverse(name, args=[admin.institution.public_id, *more])


def test_staff_are_listed_with_their_roles_administrators_first(
    admin: Membership, admin_client: Client
) -> None:
    teacher = MembershipFactory(institution=admin.institution, user__first_name="Ada")
    page = admin_client.get(address("teach_institution", admin)).content.decode()
    assert page.index(admin.user.username) < page.index("Ada")
    assert f"staff/{teacher.pk}/end/" in page


def test_a_link_is_shown_until_it_is_withdrawn(
    admin: Membership, admin_client: Client
) -> None:
    form = {"role": Role.ASSISTANT, "email": "ada@example.org"}
    response = admin_client.post(address("teach_invite", admin), form, follow=True)
    invitation = Invitation.objects.get()
    link = f"http://testserver/teach/invitations/{invitation.token}/"
    assert link in response.content.decode()
    withdraw = address("teach_withdraw_invitation", admin, invitation.pk)
    response = admin_client.post(withdraw, follow=True)
    assert link not in response.content.decode()


def test_a_wrong_address_is_named(admin: Membership, admin_client: Client) -> None:
    form = {"role": Role.ASSISTANT, "email": "nobody"}
    response = admin_client.post(address("teach_invite", admin), form)
    assert response.status_code == 400
    assert "errorlist" in response.content.decode()
    assert not Invitation.objects.exists()


def test_name_and_rules_are_saved(admin: Membership, admin_client: Client) -> None:
    form = {"name": "Hill School"}
    admin_client.post(address("teach_institution", admin), form)
    admin.institution.refresh_from_db()
    assert admin.institution.name == "Hill School"
    assert not admin.institution.needs_second_factor
    admin_client.post(
        address("teach_institution", admin), form | {"needs_second_factor": "on"}
    )
    admin.institution.refresh_from_db()
    assert admin.institution.needs_second_factor


def test_an_empty_name_is_refused(admin: Membership, admin_client: Client) -> None:
    response = admin_client.post(address("teach_institution", admin), {"name": ""})
    assert response.status_code == 400
    assert admin.institution.name in response.content.decode()


def test_a_role_is_changed_and_an_unknown_one_is_not(
    admin: Membership, admin_client: Client
) -> None:
    teacher = MembershipFactory(institution=admin.institution)
    change = address("teach_change_role", admin, teacher.pk)
    for role in (Role.ASSISTANT, "owner"):
        admin_client.post(change, {"role": role})
        teacher.refresh_from_db()
        assert teacher.role == Role.ASSISTANT


@pytest.mark.parametrize("name", ["teach_change_role", "teach_end_membership"])
def test_the_last_administrator_is_told_why_they_stay(
    admin: Membership, admin_client: Client, name: str
) -> None:
    MembershipFactory(institution=admin.institution)
    path = address(name, admin, admin.pk)
    response = admin_client.post(path, {"role": Role.TEACHER}, follow=True)
    assert "The last administrator stays" in response.content.decode()
    admin.refresh_from_db()
    assert (admin.role, admin.ended_at) == (Role.ADMIN, None)


def test_giving_up_ones_own_rights_redirects_to_the_classes(
    admin: Membership, admin_client: Client
) -> None:
    MembershipFactory(institution=admin.institution, role=Role.ADMIN)
    path = address("teach_change_role", admin, admin.pk)
    response = admin_client.post(path, {"role": Role.TEACHER}, follow=True)
    assert response.request["PATH_INFO"] == "/teach/"


def test_leaving_ones_only_school_makes_one_a_learner_again(
    admin: Membership,
) -> None:
    teacher = MembershipFactory(institution=admin.institution)
    client = Client()
    client.force_login(teacher.user, backend=BACKEND)
    response = client.post(address("teach_leave", admin))
    assert response.url == "/"
    assert [str(said) for said in get_messages(response.wsgi_request)]
    assert client.get("/teach/").status_code == 404


def test_somebody_of_another_school_cannot_be_named(
    admin: Membership, admin_client: Client
) -> None:
    other = MembershipFactory()
    path = address("teach_end_membership", admin, other.pk)
    assert admin_client.post(path).status_code == 404
    other.refresh_from_db()
    assert other.ended_at is None
