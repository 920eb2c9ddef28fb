"""Steps of a learner's visit, and waiting for the state of a page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.site import Site

LEARNER = "demo-learner"
PRACTICE = "/phrases/kids-are-talking/"
ANALYSIS_TIMEOUT_MS = 60_000


def sign_in(page: Page, site: Site, url: str = "") -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", LEARNER)
    page.fill("[name=password]", site.passwords[LEARNER])
    page.click("main button[type=submit]")
    page.wait_for_url(f"{url or site.url}/")
    agree(page)


def agree(page: Page) -> None:
    """Consent to recording and to styles, as an adult, if asked."""
    page.goto("/consent/")
    if page.locator("[data-agreed]").count():
        return
    page.get_by_label("16 or older").check()
    page.get_by_label("Yes, compare my delivery").check()
    page.get_by_role("button", name="I agree").click()
    page.wait_for_url("**/")


def expect_recorder(page: Page, state: str) -> None:
    expect(page.locator(f"take-recorder[data-state={state}]")).to_be_visible(
        timeout=30_000
    )


def expect_reference(page: Page) -> None:
    """Wait until the worker has made the reference, as it does at the start."""
    play = page.locator("reference-player [data-play]")
    play.wait_for(timeout=ANALYSIS_TIMEOUT_MS)


def expect_playing(page: Page, player: str) -> None:
    """Check on every animation frame: a word lasts a third of a second."""
    playing = f"{player} [data-playing=true]"
    page.wait_for_function("chosen => document.querySelector(chosen)", arg=playing)


def record(page: Page, seconds: float) -> None:
    """Record with the button, from idle to a recorded take."""
    page.get_by_role("button", name="Record", exact=False).first.click()
    expect_recorder(page, "recording")
    page.wait_for_timeout(1000 * seconds)
    page.get_by_role("button", name="Stop", exact=False).click()
    expect_recorder(page, "recorded")


def upload(page: Page, path: Path) -> None:
    page.get_by_text("Upload a recording instead").click()
    page.set_input_files("[name=audio]", path)
    page.get_by_role("button", name="Upload", exact=True).click()


def wait_for_result(page: Page) -> None:
    """Wait until the worker has finished."""
    page.wait_for_url("**/takes/**")
    ended = "#result:not([data-state=queued], [data-state=running])"
    result = page.locator(ended)
    expect(result).to_be_visible(timeout=ANALYSIS_TIMEOUT_MS)
    assert result.get_attribute("data-state") != "failed"


def wait_until(page: Page, expression: str, *, seconds: float = 15) -> None:
    """Poll an expression in the page; its CSP forbids ``wait_for_function`` with eval."""
    for _ in range(int(seconds / 0.05)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"after {seconds:.0f} s still not: {expression}")
