"""The voice mirror shows a voice while it speaks, sends nothing, and opens offline."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.weights]

HAS_PITCH = """() => {
  const canvas = document.querySelector("voice-river canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let n = 0;
  for (let i = 0; i < data.length; i += 4) {
    n += data[i + 3] > 200 && data[i] > 1.5 * data[i + 2] && data[i] > 120;
  }
  return n > 200;
}"""


def start(page: Page) -> None:
    mirror = page.locator("voice-mirror")
    expect(mirror).to_have_attribute("data-state", "ready", timeout=60_000)
    page.get_by_role("button", name="Start").press("Enter")
    expect(mirror).to_have_attribute("data-state", "listening")


def expect_beats(page: Page) -> None:
    many = re.compile(r"^([5-9]|\d\d+)$")
    expect(page.locator("voice-mirror")).to_have_attribute(
        "data-beats", many, timeout=30_000
    )


def test_beats_and_pitch_appear_and_nothing_is_sent(
    context: BrowserContext, page: Page
) -> None:
    page.goto("/mirror/")
    start(page)
    requested: list[str] = []
    context.on("request", lambda request: requested.append(request.url))
    expect_beats(page)
    page.wait_for_function(HAS_PITCH, timeout=30_000)
    expect(page.locator("[data-figure='pace']")).to_have_text(re.compile("a second"))
    expect(page.locator("voice-mirror")).to_have_attribute(
        "data-behind",
        re.compile(r"^0\.[3-9]"),  # an idle machine: 0.4
    )
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert requested == []


def test_the_mirror_opens_and_hears_without_a_connection(
    context: BrowserContext, page: Page
) -> None:
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => {})")
    page.reload()
    page.goto("/mirror/")
    expect(page.locator("voice-mirror")).to_have_attribute(
        "data-state", "ready", timeout=60_000
    )
    context.set_offline(True)
    page.reload()
    start(page)
    expect_beats(page)
    context.set_offline(False)
