"""A teacher in a browser."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.site import Site

TEACHER = "teacher"
PASSWORD = "a long sentence nobody guesses"
MAKE = f"""
from django.contrib.auth import get_user_model
from tests.factories.schools import SchoolClassFactory
accounts = get_user_model().objects
if not accounts.filter(username="{TEACHER}").exists():
    teacher = accounts.create_user("{TEACHER}", password="{PASSWORD}")
    SchoolClassFactory(name="English 2B", taught_by=teacher)
"""


def sign_in_teacher(page: Page, site: Site) -> None:
    """Create the account and a class if they do not exist, and sign in."""
    site.program(MAKE)
    page.goto("/accounts/login/")
    page.fill("[name=login]", TEACHER)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/accounts/login" not in url)
