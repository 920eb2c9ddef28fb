"""Listening counts, and what comes next is one click away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import expect_reference, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.weights]


def test_listening_to_the_end_counts_and_stopping_early_does_not(page: Page) -> None:
    told: list[str] = []
    page.on("request", lambda r: told.append(r.url) if "/listened/" in r.url else None)
    page.goto("/phrases/kids-are-talking/listen/")
    words = page.locator("[data-listening-words]")
    expect_reference(page)
    page.keyboard.press("n")
    wait_until(page, "document.querySelector('audio').currentTime > 0")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert told == []
    page.keyboard.press("n")
    expect(words).to_contain_text("Listening counts")
    assert len(told) == 1
    page.keyboard.press("n")
    wait_until(page, "document.querySelector('audio').ended")
    assert len(told) == 1
    page.keyboard.press("m")
    page.wait_for_url(lambda url: "/listen/" in url and "kids-are" not in url)


def test_the_goal_is_chosen_and_the_next_phrase_opened(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="What comes next").click()
    page.get_by_text("Change the goal").click()
    page.get_by_label("Takes and listenings a day").select_option("5")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".today__mark")).to_have_count(5)
    page.locator(".phrase-card").first.click()
    page.wait_for_url("**/phrases/**")
    expect(page.locator("take-recorder")).to_be_visible()
