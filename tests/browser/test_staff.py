"""The admin's pages work under the site's CSP, which forbids inline scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.staff import STAFF, sign_in_staff

pytestmark = [pytest.mark.browser, pytest.mark.weights]

PAGES = (
    "/staff/",
    "/staff/teaching_app/analysis/",
    "/staff/teaching_app/phrase/",
    "/staff/teaching_app/phrase/add/",
    "/staff/teaching_app/consent/",
    "/staff/auth/user/",
    "/staff/auth/user/add/",
    "/staff/mfa/authenticator/",
    "/staff/admin/logentry/",
)


@pytest.fixture
def complaints() -> list[str]:
    """Console messages of the pages that were shown."""
    return []


@pytest.fixture
def staff_page(site: Site, browser: Browser, complaints: list[str]) -> Iterator[Page]:
    page = browser.new_context(base_url=site.url).new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if said.type == "error" else None,
    )
    sign_in_staff(page, site)
    page.wait_for_url(f"{site.url}/")
    yield page
    page.context.close()


def test_no_page_violates_the_policy(staff_page: Page, complaints: list[str]) -> None:
    for path in PAGES:
        staff_page.goto(path)
        expect(staff_page.locator("#content h1")).to_be_visible()
        colour = "element => getComputedStyle(element).backgroundColor"
        assert staff_page.locator("#header").evaluate(colour) != "rgba(0, 0, 0, 0)"
    assert complaints == []


def test_its_scripts_run(staff_page: Page) -> None:
    """The filter of the list of models, and the switch between light and dark."""
    staff_page.goto("/staff/teaching_app/analysis/")
    staff_page.fill("#nav-filter", "receipts")
    expect(staff_page.get_by_role("link", name="Consents")).to_be_hidden()
    staff_page.get_by_role("button", name="Toggle theme").first.click()
    expect(staff_page.locator("html")).to_have_attribute("data-theme", "dark")


def test_staff_change_an_account(staff_page: Page) -> None:
    staff_page.goto("/staff/")
    staff_page.get_by_role("link", name="Users", exact=True).click()
    staff_page.get_by_role("link", name=STAFF, exact=True).click()
    staff_page.get_by_role("button", name="Save", exact=True).click()
    expect(staff_page.locator(".messagelist")).to_contain_text("changed successfully")


def test_a_violation_of_the_policy_would_be_noticed(
    staff_page: Page, complaints: list[str]
) -> None:
    staff_page.goto("/staff/")
    staff_page.evaluate(
        "document.body.append(Object.assign("
        "document.createElement('script'), {text: '1'}))"
    )
    assert any("Content Security Policy" in complaint for complaint in complaints)
