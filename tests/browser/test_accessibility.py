"""Run axe on every page, in light and dark, on a phone and on a laptop."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, resolve
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import LAPTOP, PHONE, check, is_wide, new_page, violations, visit
from tests.browser.pages import (
    ANONYMOUS_PAGES,
    ELSEWHERE,
    FOR_PROGRAMS,
    NO_PAGES,
    PAGES,
    VISITED,
)
from tests.browser.site import Site
from tests.browser.staff import forget_second_factor, give_password, sign_in_staff
from tests.browser.states import STATES, write_states
from tests.browser.steps import PRACTICE, expect_recorder
from tests.factories.sign_in import code_now

pytestmark = [pytest.mark.browser, pytest.mark.weights]


@pytest.fixture(scope="module")
def states(site: Site) -> dict[str, str]:
    return write_states(site)


@pytest.fixture(scope="module")
def learner_page(site: Site, browser: Browser, signed_in: dict) -> Iterator[Page]:
    page = new_page(site, browser, storage_state=signed_in)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def anybodys_page(site: Site, browser: Browser) -> Iterator[Page]:
    page = new_page(site, browser)
    yield page
    page.context.close()


def names(patterns: list, found: set[str]) -> set[str]:
    """All URL names except those of the admin's pages, which are Django's own.

    Schools' and insights' pages are checked within their own journeys, and programs see
    no pages.
    """
    for pattern in patterns:
        if getattr(pattern, "namespace", None) == "admin":
            continue
        if hasattr(pattern, "url_patterns"):
            names(pattern.url_patterns, found)
        elif pattern.callback.__module__.startswith(ELSEWHERE):
            continue
        elif pattern.name and not pattern.name.startswith(FOR_PROGRAMS):
            found.add(pattern.name)
    return found


def test_every_page_is_checked() -> None:
    looked_at = {
        resolve(path.partition("?")[0]).url_name
        for path in (*PAGES, *ANONYMOUS_PAGES)
        if path != "/nothing-here/"
    }
    everything = names(get_resolver().url_patterns, set())
    assert everything - NO_PAGES - VISITED == looked_at - VISITED


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_a_learner(learner_page: Page, path: str) -> None:
    check(learner_page, path)


@pytest.mark.parametrize("path", ANONYMOUS_PAGES)
def test_pages_without_signing_in(anybodys_page: Page, path: str) -> None:
    check(anybodys_page, path)


def test_a_new_learner_is_asked_for_consent(site: Site, browser: Browser) -> None:
    page = new_page(site, browser)
    page.goto("/accounts/signup/")
    page.fill("[name=username]", "newcomer")
    for name in ("password1", "password2"):
        page.fill(f"[name={name}]", "a long sentence nobody guesses")
    page.click("main button[type=submit]")
    page.wait_for_url("**/consent/**")
    check(page, PRACTICE)
    check(page, "/consent/")
    page.get_by_label("younger than 16").check()
    assert violations(page) == []
    page.get_by_role("button", name="I agree").click()
    page.get_by_text("Write the guardian").wait_for()
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("name", STATES)
def test_feedback_in_every_state(
    learner_page: Page, states: dict[str, str], name: str
) -> None:
    page = visit(learner_page, states[name], PHONE)
    for summary in page.locator("main summary").all():
        summary.click()
    assert violations(page) == []
    assert not is_wide(page), "the page scrolls sideways on a phone"


def test_deleting_a_take_and_its_receipt(
    learner_page: Page, states: dict[str, str]
) -> None:
    check(learner_page, f"{states['failed']}delete/")
    learner_page.get_by_role("button", name="Delete it for good").click()
    learner_page.wait_for_url("**/receipts/**")
    check(learner_page, urlsplit(learner_page.url).path)


def test_the_recorder_while_it_records_and_after(learner_page: Page) -> None:
    page = visit(learner_page, PRACTICE, PHONE)
    page.keyboard.press("r")
    expect_recorder(page, "recording")
    assert violations(page) == []
    page.keyboard.press("r")
    expect_recorder(page, "recorded")
    assert violations(page) == []
    page.keyboard.press("?")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("d")  # or the next page would find a waiting take
    expect_recorder(page, "idle")


def test_an_own_phrase_while_it_is_typed(learner_page: Page) -> None:
    page = visit(learner_page, "/my-phrases/", PHONE)
    page.fill("[name=text]", "They object to Zhongguancun.")
    page.locator("[name=stress-1]").first.wait_for()
    assert violations(page) == []


def test_an_own_phrase_is_edited_and_deleted(learner_page: Page) -> None:
    page = visit(learner_page, "/my-phrases/", PHONE)
    page.fill("[name=text]", "I object to that object.")
    page.get_by_role("button", name="Practise it").click()
    page.wait_for_url("**/phrases/own-*/")
    phrase = f"/my-{urlsplit(page.url).path.lstrip('/')}"
    check(page, phrase)
    check(page, f"{phrase}delete/")
    page.get_by_role("button", name="Delete it for good").click()
    page.wait_for_url("**/receipts/**")


def test_a_token_and_a_webhook_are_made(learner_page: Page) -> None:
    page = visit(learner_page, "/account/programs/", PHONE)
    page.get_by_role("button", name="Make the token").click()
    page.get_by_label("What is it for?").fill("Course page")
    page.get_by_role("button", name="Make the token").click()
    page.get_by_text("Tick at least one").wait_for()
    assert violations(page) == []
    page.get_by_label("read your takes").check()
    page.get_by_role("button", name="Make the token").click()
    page.get_by_label("Token", exact=True).wait_for()
    assert violations(page) == []
    assert not is_wide(page), "the page scrolls sideways on a phone"
    page.get_by_role("button", name="Revoke").click()
    page.get_by_text("The token is revoked").wait_for()
    page.goto("/account/programs/webhooks/")
    page.get_by_label("Address").fill(f"https://school.example/{'long/' * 12}")
    page.get_by_role("button", name="Set it up").click()
    page.get_by_label("Secret", exact=True).wait_for()
    assert violations(page) == []
    assert not is_wide(page), "the page scrolls sideways on a phone"
    page.get_by_role("button", name="Delete").click()


def test_a_second_factor_is_set_up_used_and_removed(
    site: Site, browser: Browser
) -> None:
    page = new_page(site, browser)
    sign_in_staff(page, site)
    check(page, "/my-data/")
    check(page, "/accounts/2fa/")
    page.get_by_role("link", name="Activate").click()
    give_password(page)  # re-authentication before sensitive changes
    check(page, "/accounts/2fa/totp/activate/")
    page.fill("[name=code]", code_now(page.input_value("#authenticator_secret")))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery-codes/")
    code = page.input_value("#recovery_codes").split()[0]
    for path in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        check(page, f"/accounts/2fa/{path}")
    check(page, "/accounts/2fa/reauthenticate/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    sign_in_staff(page, site)
    page.wait_for_url("**/2fa/authenticate/")
    assert violations(page) == []
    page.set_viewport_size(LAPTOP)
    assert violations(page) == []
    page.fill("[name=code]", code)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/")
    page.context.close()
    forget_second_factor(site)


def test_axe_reports_a_page_with_a_fault(anybodys_page: Page) -> None:
    page = visit(anybodys_page, "/privacy/", PHONE)
    page.evaluate("document.querySelector('main').append(new Image())")
    assert violations(page) != []


def test_axe_reports_what_only_the_dark_scheme_makes_unreadable(
    anybodys_page: Page,
) -> None:
    page = visit(anybodys_page, "/privacy/", PHONE)
    page.evaluate(
        "document.querySelector('main p').style.color = 'light-dark(#222, #333)'"
    )
    assert [(scheme, rule) for scheme, rule, _ in violations(page)] == [
        ("dark", "color-contrast")
    ]
