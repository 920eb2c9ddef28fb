"""Signing up and in from one address, as a school has it, and through a proxy."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from teaching_app.accounts import confirmed_address
from tests.factories.models import UserFactory

pytestmark = pytest.mark.django_db
CLASS_SIZE = 25


@pytest.fixture(autouse=True)
def no_earlier_tries() -> None:
    cache.clear()


def wrong_password(client: Client, username: str, **headers: Any) -> HttpResponse:
    values = {"login": username, "password": "wrong"}
    return client.post(reverse("account_login"), values, headers=headers)


def test_a_class_signs_up_in_one_lesson_from_one_address() -> None:
    for index in range(CLASS_SIZE):
        password = "correct-horse-battery"
        values = {"username": f"pupil{index}", "password1": password}
        response = Client().post(
            reverse("account_signup"), values | {"password2": password}
        )
        assert response.status_code == 302


def test_wrong_passwords_lock_the_account_and_not_its_school(client: Client) -> None:
    guessed, other = UserFactory(), UserFactory()
    for _ in range(11):
        wrong_password(client, guessed.username)
    page = wrong_password(client, guessed.username)
    assert b"Too many" in page.content
    answer = wrong_password(client, other.username)
    assert b"Too many" not in answer.content


def test_who_is_stopped_reads_why(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    wrong_password(client, "a")
    page = wrong_password(client, "a")
    assert page.status_code == 429
    assert "Too many tries in a short time" in page.content.decode()


def test_behind_a_trusted_proxy_each_has_their_own_address(
    client: Client, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    for last in range(1, 4):
        address = {"x-forwarded-for": f"192.0.2.{last}"}
        assert wrong_password(client, "a", **address).status_code == 200
    forged = {"x-forwarded-for": "198.51.100.7, 192.0.2.3"}
    assert wrong_password(client, "a", **forged).status_code == 429


def test_nobody_takes_anothers_mail_address_as_username(client: Client) -> None:
    password = "correct-horse-battery"
    values = {"username": "other@example.org", "password1": password}
    page = client.post(reverse("account_signup"), values | {"password2": password})
    assert page.status_code == 200
    assert "A username has no “@”" in page.content.decode()
    assert not User.objects.exists()


@pytest.fixture
def mails_are_sent(settings: Any) -> None:
    """As the settings are where EMAIL_HOST is set."""
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"


def sign_up(client: Client, **values: str) -> HttpResponse:
    password = "correct-horse-battery"
    values = {"password1": password, "password2": password, **values}
    return client.post(reverse("account_signup"), values)


@pytest.mark.usefixtures("mails_are_sent")
def test_an_address_counts_once_its_link_was_followed(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    sign_up(client, username="amina", email="amina@example.org")
    user = User.objects.get(username="amina")
    assert client.get(reverse("history")).status_code == 200, "nobody waits"
    assert confirmed_address(user) == ""
    (mail,) = mailoutbox
    assert mail.to == ["amina@example.org"]
    (link,) = re.findall(r"http://testserver(/\S+confirm-email/\S+)", str(mail.body))
    page = client.get(link)
    assert "Intona" in page.content.decode()
    client.post(link)
    assert confirmed_address(user) == "amina@example.org"


@pytest.mark.usefixtures("mails_are_sent")
def test_without_an_address_nothing_is_sent(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    assert sign_up(client, username="amina").status_code == 302
    assert mailoutbox == []


def test_where_no_mail_is_sent_the_address_is_the_one_that_was_given() -> None:
    assert confirmed_address(UserFactory(email="amina@example.org")) != ""
