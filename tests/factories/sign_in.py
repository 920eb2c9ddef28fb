"""Accounts with a second factor, and what their authenticator app shows."""

from __future__ import annotations

import re
import time

from allauth.mfa.totp.internal import auth
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories.models import UserFactory

PASSWORD = "a long sentence nobody guesses"


def account(**values: object) -> User:
    """An account whose password is ``PASSWORD``."""
    user = UserFactory(**values)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD) -> HttpResponse:
    """Send the form of the sign-in page; its answer."""
    form = {"login": user.username, "password": password}
    return client.post(reverse("account_login"), form)


def confirm(client: Client) -> None:
    """Give the password again, as pages ask that change how one signs in."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def set_up(client: Client) -> HttpResponse:
    """Set a second factor up: send the code of an app that has the page's secret."""
    confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page)[1]
    form = {"code": code_now(secret)}
    return client.post(reverse("mfa_activate_totp"), form, follow=True)


def code_now(secret: str) -> str:
    """What an authenticator app shows that keeps this secret."""
    period = auth.app_settings.TOTP_PERIOD
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // period))
