"""Budgets of pages: size, time to usable, third parties, console errors."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.site import Site
from tests.browser.states import write_states
from tests.browser.steps import PRACTICE, expect_recorder

pytestmark = [pytest.mark.browser, pytest.mark.weights]

MAX_SCRIPT_AND_STYLE_BYTES = 300_000
MAX_INTERACTIVE_MS = 1000
MEASUREMENTS = 10
# When the record button becomes usable, in milliseconds since navigation start.
WATCH_RECORDER = """
const look = () => {
  const isReady = document.querySelector("take-recorder[data-state=idle]:not([hidden])");
  if (isReady) window.interactiveMs = performance.now();
  else requestAnimationFrame(look);
};
look();
"""


def body_bytes(responses: list[Response], *kinds: str) -> int:
    """Size of the loaded resources, scripts and styles before compression."""
    return sum(
        len(response.body())
        for response in responses
        if response.request.resource_type in kinds
    )


def test_the_practice_page_stays_light(page: Page) -> None:
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    page.goto(PRACTICE)
    expect_recorder(page, "idle")
    page.wait_for_load_state("networkidle")
    weight = body_bytes(responses, "script", "stylesheet")
    assert 10_000 < weight < MAX_SCRIPT_AND_STYLE_BYTES


def test_the_practice_page_is_usable_within_a_second(
    site: Site, browser: Browser, signed_in: dict
) -> None:
    """Measure with an empty cache, until once nothing else had the machine."""
    took_ms = []
    while (
        len(took_ms) < MEASUREMENTS and min(took_ms, default=9999) > MAX_INTERACTIVE_MS
    ):
        context = browser.new_context(base_url=site.url, storage_state=signed_in)
        page = context.new_page()
        page.add_init_script(WATCH_RECORDER)
        page.goto(PRACTICE)
        expect_recorder(page, "idle")
        took_ms.append(page.evaluate("window.interactiveMs"))
        context.close()
    assert 0 < min(took_ms) < MAX_INTERACTIVE_MS


@pytest.mark.parametrize(
    "path",
    [
        "/",
        PRACTICE,
        "/phrases/kids-are-talking/listen/",
        "/practice/",
        "/my-phrases/",
        "/microphone/",
        "/mirror/",
        "/history/",
        "/offline/",
    ],
)
def test_no_page_contacts_a_third_party(page: Page, site: Site, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    own = {urlsplit(site.url).netloc, ""}
    assert {urlsplit(url).netloc for url in asked} <= own


def test_no_page_violates_its_content_security_policy(page: Page, site: Site) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    feedback = write_states(site)["native"]
    for path in (
        "/",
        PRACTICE,
        "/practice/",
        "/microphone/",
        "/mirror/",
        "/history/",
        feedback,
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    assert [text for text in said if "Security Policy" in text] == []
