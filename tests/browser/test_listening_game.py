"""A listening game is played from the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.weights]


def test_a_game_is_played_from_the_keyboard(page: Page) -> None:
    page.goto("/practice/games/stress/")
    page.keyboard.press("n")
    wait_until(page, "document.querySelector('listening-sound audio').currentTime > 0")
    page.get_by_text("See it instead").focus()
    page.keyboard.press("Enter")
    for number in (1, 2):
        expect(page.get_by_text(f"Question {number} of 8")).to_be_visible()
        page.keyboard.press("1")
        verdict = page.locator("#game-verdict")
        expect(verdict).to_be_focused()
        page.keyboard.press("m")
    expect(page.get_by_text("Question 3 of 8")).to_be_visible()
    expect(page.get_by_role("button", name="Listen")).to_be_focused()
    expect(page.get_by_role("img", name="The melody as dots")).to_be_visible()
    wait_until(page, "document.querySelector('listening-sound audio').currentTime > 0")
