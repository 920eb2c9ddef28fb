"""A member of the site's staff in a browser."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.site import Site

STAFF = "chief"
PASSWORD = "a long sentence nobody guesses"
MAKE = f"""
from django.contrib.auth import get_user_model
accounts = get_user_model().objects
if not accounts.filter(username="{STAFF}").exists():
    accounts.create_superuser("{STAFF}", password="{PASSWORD}")
"""
FORGET = f"""
from allauth.mfa.models import Authenticator
Authenticator.objects.filter(user__username="{STAFF}").delete()
"""


def sign_in_staff(page: Page, site: Site) -> None:
    """Create the account if it does not exist, and submit the sign-in form."""
    site.program(MAKE)
    page.goto("/accounts/login/")
    page.fill("[name=login]", STAFF)
    give_password(page)


def forget_second_factor(site: Site) -> None:
    """Remove the second factor, as other tests expect."""
    site.program(FORGET)


def give_password(page: Page) -> None:
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
