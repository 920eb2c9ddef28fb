"""The staff's pages: for staff alone, and past their second factor where one is asked."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse

from tests.factories.models import LearnerFactory
from tests.factories.sign_in import account, code_now, set_up, sign_in
from tests.unit.teaching_app.pages import addresses_below

pytestmark = pytest.mark.django_db
ADDRESSES = addresses_below(get_resolver(), "staff/")


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    """Attempts are counted by account and address, which tests share."""
    cache.clear()


@pytest.fixture
def staff(db: None) -> User:
    return account(is_staff=True, is_superuser=True)


@pytest.fixture
def staff_client(staff: User) -> Client:
    client = Client()
    sign_in(client, staff)
    return client


def test_every_model_has_a_list() -> None:
    ours = {
        model
        for model in apps.get_models()
        if model.__module__.startswith("teaching_app.")
    }
    assert len(ours) > 30
    assert ours <= set(admin.site._registry)


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda m: m._meta.label)
def test_staff_see_the_list_of_every_model(staff_client: Client, model: Any) -> None:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    assert staff_client.get(reverse(name)).status_code == 200
    assert staff_client.get(reverse(name), {"q": "x"}).status_code == 200


def test_the_first_page_lists_practice(staff_client: Client) -> None:
    page = staff_client.get("/staff/")
    assert page.status_code == 200
    assert "Practice" in page.content.decode()


def test_there_are_addresses_to_try() -> None:
    assert len(ADDRESSES) > 80


def test_a_learner_finds_no_page_of_the_staffs() -> None:
    client = Client()
    learner = LearnerFactory().user
    client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    for address in ADDRESSES:
        for send in (client.get, client.post):
            assert send(address, follow=True).status_code == 403, address


def test_whoever_is_not_signed_in_comes_to_our_own_sign_in(client: Client) -> None:
    for address in ADDRESSES:
        last = address
        while last.startswith("/staff/"):
            last = client.get(last).headers["Location"]
        assert unquote(last).startswith("/accounts/login/?next=/staff/"), address


def test_staff_without_permissions_see_no_rows() -> None:
    client = Client()
    sign_in(client, account(is_staff=True))
    assert client.get("/staff/").status_code == 200
    assert client.get(reverse("admin:auth_user_changelist")).status_code == 403


def test_signing_in_leads_back_to_the_staffs_pages(staff: User, client: Client) -> None:
    asked = client.get("/staff/", follow=True)
    address = asked.redirect_chain[-1][0]
    form = {"login": staff.username, "password": "a long sentence nobody guesses"}
    assert client.post(address, form).url == "/staff/"


def test_passwords_are_changed_where_everybody_changes_theirs(
    staff_client: Client,
) -> None:
    response = staff_client.get(reverse("admin:password_change"))
    assert response.url == reverse("account_change_password")


def test_where_a_second_factor_is_required_it_is_set_up_first(
    settings: Any, staff_client: Client
) -> None:
    settings.SECOND_FACTOR = "required"
    response = staff_client.get("/staff/", follow=True)
    assert reverse("mfa_activate_totp") in [to for to, _ in response.redirect_chain]
    assert staff_client.get(reverse("history")).status_code == 200


def test_a_session_that_has_not_shown_it_is_asked(
    settings: Any, staff: User, staff_client: Client
) -> None:
    settings.SECOND_FACTOR = "required"
    secret = generate_totp_secret()
    TOTP.activate(staff, secret)
    response = staff_client.get("/staff/", follow=True)
    address = response.redirect_chain[-1][0]
    assert unquote(address) == f"{reverse('mfa_reauthenticate')}?next=/staff/"
    answer = staff_client.post(
        address, {"code": code_now(secret), "next": "/staff/"}, follow=True
    )
    assert answer.request["PATH_INFO"] == "/staff/"
    assert answer.status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth tells of it after the commit
def test_setting_it_up_has_shown_it(settings: Any, client: Client) -> None:
    settings.SECOND_FACTOR = "required"
    staff = account(is_staff=True)
    sign_in(client, staff)
    set_up(client)
    assert client.get("/staff/").status_code == 200
    elsewhere = Client()
    sign_in(elsewhere, staff)
    assert elsewhere.get("/staff/").status_code == 302


def test_where_it_is_optional_a_password_is_enough(staff_client: Client) -> None:
    assert staff_client.get("/staff/").status_code == 200
