"""What staff may do with accounts, and what not even superusers see."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from tests.factories.models import UserFactory

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def superuser_client() -> Client:
    return browser_of(UserFactory(is_staff=True, is_superuser=True))


@pytest.fixture
def helper_client() -> Client:
    """Somebody of the staff who looks after accounts."""
    helper = UserFactory(is_staff=True)
    for name in ("view_user", "change_user"):
        helper.user_permissions.add(Permission.objects.get(codename=name))
    return browser_of(helper)


def change(client: Client, user: User, **values: object) -> int:
    address = reverse("admin:auth_user_change", args=[user.pk])
    form = {"username": user.username, "is_active": "on", **values}
    return client.post(address, form).status_code


def test_a_superuser_gives_the_role_of_staff(superuser_client: Client) -> None:
    user = UserFactory()
    assert change(superuser_client, user, is_staff="on") == 302
    user.refresh_from_db()
    assert user.is_staff


def test_other_staff_lock_accounts_and_give_no_role(helper_client: Client) -> None:
    user = UserFactory()
    roles = {"is_staff": "on", "is_superuser": "on"}
    assert change(helper_client, user, is_active="", **roles) == 302
    user.refresh_from_db()
    assert (user.is_active, user.is_staff, user.is_superuser) == (False, False, False)


def test_other_staff_do_not_change_an_account_that_has_a_role(
    helper_client: Client,
) -> None:
    colleague = UserFactory(is_staff=True)
    assert change(helper_client, colleague, is_active="") == 403
    password = reverse("admin:auth_user_password_change", args=[colleague.pk])
    assert helper_client.get(password).status_code == 403


def test_nobody_deletes_an_account_from_here(superuser_client: Client) -> None:
    user = UserFactory()
    address = reverse("admin:auth_user_delete", args=[user.pk])
    assert superuser_client.post(address, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_a_lost_second_factor_is_removed_and_its_secret_never_shown(
    superuser_client: Client,
) -> None:
    lost = TOTP.activate(UserFactory(is_staff=True), "THESECRET").instance
    listed = reverse("admin:mfa_authenticator_changelist")
    assert "THESECRET" not in superuser_client.get(listed).content.decode()
    page = reverse("admin:mfa_authenticator_change", args=[lost.pk])
    assert superuser_client.get(page).status_code == 403
    form = {"action": "delete_selected", "_selected_action": lost.pk, "post": "yes"}
    assert superuser_client.post(listed, form).status_code == 302
    assert not Authenticator.objects.exists()
