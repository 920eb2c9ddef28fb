"""Offline: visited pages still open, takes wait, and each is delivered once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.site import Site
from tests.browser.steps import (
    PRACTICE,
    expect_playing,
    expect_recorder,
    sign_in,
    upload,
    wait_until,
)
from tests.factories.connection import Connection

pytestmark = [pytest.mark.browser, pytest.mark.weights]

CONTROLLED = """navigator.serviceWorker.ready.then(() =>
  navigator.serviceWorker.controller ? true : new Promise((resolve) =>
    navigator.serviceWorker.addEventListener("controllerchange", () => resolve(true))))"""


@pytest.fixture
def context(
    site: Site, browser: Browser, signed_in: dict, connection: Connection
) -> Iterator[BrowserContext]:
    """The signed-in learner, who reaches the site only through the proxy."""
    context = browser.new_context(
        base_url=connection.url, storage_state=signed_in, permissions=["microphone"]
    )
    yield context
    context.close()


def visit_twice(page: Page, path: str) -> None:
    """Visit twice: the first visit installs the service worker, the second is under it."""
    page.goto(path)
    page.evaluate(CONTROLLED)
    page.goto(path)
    page.wait_for_load_state("networkidle")


def test_a_take_sent_offline_is_delivered_later_from_any_page_and_once(
    context: BrowserContext, connection: Connection, microphone_file: Path
) -> None:
    page = context.new_page()
    visit_twice(page, PRACTICE)
    connection.cut()
    upload(page, microphone_file)
    expect(page.get_by_text("No connection")).to_be_visible()
    page.close()

    sent: list[str] = []
    page = context.new_page()
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    page.goto("/practice/")  # never visited, and still offline
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    connection.restore()
    page.goto("/history/")
    expect(page.get_by_text("Your take has been sent.")).to_be_visible()
    assert len(sent) == 1
    page.get_by_role("link", name="See your feedback").click()
    page.wait_for_url("**/takes/**")
    page.goto(PRACTICE)
    expect_recorder(page, "idle")
    assert len(sent) == 1


def test_a_waiting_take_is_delivered_when_the_connection_returns(
    context: BrowserContext, connection: Connection, microphone_file: Path
) -> None:
    page = context.new_page()
    visit_twice(page, "/practice/")
    visit_twice(page, PRACTICE)
    connection.cut()
    upload(page, microphone_file)
    expect(page.get_by_text("No connection")).to_be_visible()
    page.goto("/practice/")  # from the cache
    expect(page.get_by_text("Takes that wait: 1.")).to_be_visible()
    connection.restore()
    expect(page.get_by_text("Your take has been sent.")).to_be_visible()


def test_visited_pages_open_offline_and_can_record(
    context: BrowserContext, connection: Connection
) -> None:
    page = context.new_page()
    visit_twice(page, PRACTICE)
    connection.cut()
    page.goto(PRACTICE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kids are talking")
    page.keyboard.press("r")
    expect_recorder(page, "recording")
    page.keyboard.press("d")
    expect_recorder(page, "idle")
    page.goto("/phrases/where-do-you-live/")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    page.get_by_role("link", name="Kids are talking").click()
    expect_recorder(page, "idle")


def visit_until_aligned(page: Page, path: str) -> None:
    """Load the page until the worker has aligned its reference, as it does at the start."""
    for _ in range(60):
        if page.locator("[data-strip]").is_visible():
            return
        page.wait_for_timeout(1000)
        page.goto(path)
        page.wait_for_load_state("networkidle")
    raise AssertionError(f"the reference of {path} was not aligned within a minute")


N_CACHED = """async () => {
  const cache = await caches.open("intona-references");
  return (await cache.keys()).length;
}"""


def test_a_reference_played_before_can_be_played_offline(
    context: BrowserContext, connection: Connection
) -> None:
    page = context.new_page()
    visit_twice(page, PRACTICE)
    visit_until_aligned(page, PRACTICE)
    page.keyboard.press("n")
    expect_playing(page, "reference-player")
    wait_until(page, f"({N_CACHED})().then((n) => n > 0)")
    assert page.evaluate(N_CACHED) == 1  # other voices were not requested
    connection.cut()
    page.goto(PRACTICE)
    page.locator(".strip__word", has_text="door").click()  # a range request
    expect_playing(page, "reference-player")
    expect(page.locator("reference-player [data-trouble]")).to_be_hidden()


def test_signing_out_clears_the_cached_pages(
    site: Site, browser: Browser, connection: Connection
) -> None:
    context = browser.new_context(base_url=connection.url)
    page = context.new_page()
    sign_in(page, site, connection.url)
    visit_twice(page, "/practice/")
    visit_twice(page, PRACTICE)
    page.keyboard.press("n")
    expect_playing(page, "reference-player")
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(N_CACHED) == 0
    connection.cut()
    page.goto("/practice/")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    context.close()


def test_the_first_page_after_a_session_ended_elsewhere_clears_the_cached_pages(
    context: BrowserContext, connection: Connection
) -> None:
    page = context.new_page()
    visit_twice(page, "/my-phrases/")
    visit_twice(page, PRACTICE)
    context.clear_cookies(name="sessionid")
    page.goto("/mirror/")
    connection.cut()
    page.goto("/my-phrases/")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()


def test_chromium_would_install_the_site(
    site: Site, chromium: str, playwright: Playwright, tmp_path: Path
) -> None:
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path),
        executable_path=chromium,
        args=["--no-sandbox"],
        base_url=site.url,
    )
    page = context.pages[0]
    page.goto("/")
    page.evaluate(CONTROLLED)
    devtools = context.new_cdp_session(page)
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith("/manifest.webmanifest")
    errors = devtools.send("Page.getInstallabilityErrors")
    assert errors["installabilityErrors"] == []
    context.close()
