"""A learner records a phrase and reads the feedback."""

from __future__ import annotations

import json

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.steps import (
    PRACTICE,
    expect_playing,
    expect_recorder,
    record,
    wait_for_result,
)
from tests.browser.takes import RATE
from tests.browser.voices import make_known

pytestmark = [pytest.mark.browser, pytest.mark.weights]


@pytest.fixture
def seconds(take: np.ndarray) -> float:
    """Seconds: enough for the phrase and surrounding silence, but not a repetition."""
    return len(take) / RATE - 0.2


def test_a_recorded_take_becomes_feedback(page: Page, seconds: float) -> None:
    page.goto(PRACTICE)
    record(page, seconds)
    page.get_by_role("button", name="Send", exact=False).click()
    wait_for_result(page)

    expect(page.locator(".heard__text")).to_contain_text("talking", ignore_case=True)
    expect(page.locator(".heard__text")).to_contain_text("door", ignore_case=True)
    words = page.locator(".word__button")
    assert words.all_inner_texts() == ["Kids", "are", "talking", "by", "the", "door"]
    expect(page.locator("melody-chart canvas")).to_be_visible()
    expect(page.locator(".finding__title")).not_to_be_empty()
    expect(page.get_by_role("link", name="Record again")).to_be_visible()
    expect(page.locator(".reference-line")).to_contain_text("native speakers")

    page.reload()
    expect(page.locator(".finding__title")).not_to_be_empty()
    page.get_by_role("link", name="History").click()
    expect(page.locator(".take-group").first).to_contain_text(
        "Kids are talking by the door."
    )


def test_a_style_that_was_chosen_is_shown_beside_natives(
    page: Page, site: Site, seconds: float
) -> None:
    make_known(site)  # by the take of the test before
    page.goto(PRACTICE)
    page.get_by_role("radio", name="happy").check()
    record(page, seconds)
    page.get_by_role("button", name="Send", exact=False).click()
    wait_for_result(page)

    page.get_by_text("All styles").click()
    rows = page.locator(".style-bars tbody tr")
    assert rows.count() == 8
    percents = page.locator(".style-bars__number:not(.style-bars__number--native)")
    total = sum(int(text.split(" %")[0]) for text in percents.all_inner_texts())
    assert total == pytest.approx(100, abs=4)  # each is rounded to a whole per cent
    expect(page.locator(".style-bars__target th")).to_contain_text("happy")
    expect(page.locator(".style-bars__number--native").first).not_to_be_empty()
    page_text = page.locator("main").inner_text().lower()
    for never in ("you are ", "you feel", "mood", "engagement"):
        assert never not in page_text


def test_a_word_plays_just_its_slice_of_the_take(page: Page, seconds: float) -> None:
    page.goto(PRACTICE)
    record(page, seconds)
    page.get_by_role("button", name="Send", exact=False).click()
    wait_for_result(page)
    word = page.locator("#word-5")
    start, end = (float(t) for t in word.get_attribute("data-slice").split())
    word.click()
    expect_playing(page, "take-player")
    expect(page.locator("take-player [data-playing=false]")).to_be_visible()
    at = page.evaluate("document.querySelector('take-player audio').currentTime")
    assert start < at <= end + 0.15  # one or two display frames late


def test_the_take_waits_in_the_browser_and_is_sent_once(
    page: Page, seconds: float
) -> None:
    sent: list[str] = []
    page.goto(PRACTICE)
    record(page, 1.0)
    page.context.set_offline(True)
    page.get_by_role("button", name="Send", exact=False).click()
    expect(page.get_by_text("No connection")).to_be_visible()

    page.goto("about:blank")
    page.context.set_offline(False)
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    page.goto(PRACTICE)  # continues with what was sent
    page.wait_for_url("**/takes/**")
    assert len(sent) == 1
    page.goto(PRACTICE)
    expect_recorder(page, "idle")


# The request body can only be read in the page, since the take is a blob.
WATCH_FETCH = """
const send = window.fetch;
window.fetch = async (url, options) => {
  const fields = Object.fromEntries(options.body);
  const head = await fields.audio.slice(0, 4).text();
  sessionStorage.sent = JSON.stringify({ ...fields, audio: head });
  return send(url, options);
};
"""


def test_what_the_browser_granted_travels_with_the_take(page: Page) -> None:
    page.add_init_script(WATCH_FETCH)
    page.goto(PRACTICE)
    record(page, 0.8)
    page.get_by_role("button", name="Send", exact=False).click()
    page.wait_for_url("**/takes/**")
    sent = json.loads(page.evaluate("sessionStorage.sent"))
    assert sent["audio"] == "RIFF"
    assert sent["source"] == "recorder"
    captured = json.loads(sent["captured"])
    assert captured["sampleRate"] >= 16_000
    for altering in ("autoGainControl", "echoCancellation", "noiseSuppression"):
        assert captured[altering] is False
    assert not {"deviceId", "groupId", "label"} & set(captured)


def test_discarding_leaves_nothing_in_the_browser(page: Page) -> None:
    page.goto(PRACTICE)
    record(page, 0.6)
    page.get_by_role("button", name="Discard", exact=False).click()
    expect_recorder(page, "idle")
    page.reload()
    expect_recorder(page, "idle")
    expect(page.get_by_text("A take is waiting")).to_have_count(0)
