"""A teacher starts out: a school, a class, an assistant, and the next term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import check, new_page
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.weights]

PASSWORD = "a long sentence nobody guesses"
MAKE = f"""
from django.contrib.auth import get_user_model
for name in ("ms-hill", "mr-helper"):
    get_user_model().objects.get_or_create(username=name)
    account = get_user_model().objects.get(username=name)
    account.set_password("{PASSWORD}")
    account.save()
"""


@pytest.fixture
def contexts(site: Site, browser: Browser) -> Iterator[list[BrowserContext]]:
    site.program(MAKE)
    opened = [browser.new_context(base_url=site.url) for _ in range(2)]
    opened[0].grant_permissions(["clipboard-read", "clipboard-write"])
    yield opened
    for context in opened:
        context.close()


def signed_in(context: BrowserContext, name: str) -> Page:
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/$"))
    return page


def open_school(page: Page) -> None:
    page.get_by_role("link", name="I teach").click()
    page.get_by_label("Name of your school").fill("Hill School")
    page.get_by_role("button", name="Open this school").click()
    expect(page.get_by_role("heading", name="Three steps")).to_be_visible()


def make_class(page: Page) -> None:
    page.get_by_role("link", name="New class").first.click()
    page.get_by_label("Name of the class").fill("English 7b")
    page.get_by_text("teenagers from 13 to 15").click()
    page.get_by_role("button", name="Make the class").click()
    expect(page.get_by_text("The class is there.")).to_be_visible()


def invite_assistant(page: Page) -> str:
    """Invite an assistant; return the link copied by the button."""
    page.get_by_role("link", name="Teach", exact=True).click()
    page.get_by_role("link", name="Staff and rules").click()
    page.locator("#invitations").get_by_label("Role").select_option("assistant")
    page.get_by_role("button", name="Make a link").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    return page.evaluate("navigator.clipboard.readText()")


def test_a_teacher_sets_up_school_class_and_assistant(
    site: Site, browser: Browser, contexts: list[BrowserContext]
) -> None:
    teacher = signed_in(contexts[0], "ms-hill")
    open_school(teacher)
    make_class(teacher)
    settings = teacher.url
    link = invite_assistant(teacher)

    helper = signed_in(contexts[1], "mr-helper")
    helper.goto(link)
    helper.get_by_role("button", name="Join").click()
    expect(helper.get_by_text("You are in no class yet")).to_be_visible()

    teacher.goto(settings)
    teacher.locator("#staff").get_by_role("button", name="Add").click()
    expect(teacher.locator("#staff")).to_contain_text("mr-helper")
    helper.reload()
    expect(helper.get_by_role("heading", name="English 7b")).to_be_visible()
    expect(helper.get_by_role("link", name="Settings")).to_have_count(0)

    teacher.get_by_role("link", name="Copy for a new term").click()
    teacher.get_by_label("Name of the new class").fill("English 8b")
    teacher.get_by_role("button", name="Make the new class").click()
    expect(teacher.get_by_text("The new class is there")).to_be_visible()
    expect(teacher.locator("#staff")).to_contain_text("mr-helper")
    look_at_all(site, browser, contexts[0], settings, urlsplit(link).path)


def look_at_all(
    site: Site, browser: Browser, teacher: BrowserContext, settings: str, link: str
) -> None:
    """Check these pages with axe, in light and dark, on a laptop and on a phone."""
    page = new_page(site, browser, storage_state=teacher.storage_state())
    page.goto("/teach/")
    page.get_by_role("link", name="Staff and rules").click()
    school, of_class = (urlsplit(url).path for url in (page.url, settings))
    for path in (
        "/teach/",
        "/teach/start/",
        link,
        school,
        f"{school}log/",
        "/teach/classes/new/",
        of_class,
        of_class.replace("settings/", "copy/"),
        of_class.replace("settings/", "delete/"),
    ):
        check(page, path)
    page.context.close()
