"""Everything works from the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    PRACTICE,
    expect_playing,
    expect_recorder,
    expect_reference,
    upload,
    wait_for_result,
    wait_until,
)
from tests.browser.takes import RATE

pytestmark = [pytest.mark.browser, pytest.mark.weights]


def test_record_listen_send_and_record_again(page: Page, take: np.ndarray) -> None:
    page.goto(PRACTICE)
    page.keyboard.press("r")
    expect_recorder(page, "recording")
    expect(page.get_by_text("Speak now")).to_be_visible()
    page.wait_for_timeout(1000 * (len(take) / RATE - 0.2))
    page.keyboard.press("r")
    expect_recorder(page, "recorded")
    page.keyboard.press("p")
    expect_playing(page, "take-player")
    page.keyboard.press("s")
    wait_for_result(page)
    page.keyboard.press("p")
    expect_playing(page, "take-player")
    page.keyboard.press("r")
    page.wait_for_url(f"**{PRACTICE}")
    page.keyboard.press("r")
    expect_recorder(page, "recording")
    page.keyboard.press("d")
    expect_recorder(page, "idle")


def test_the_focused_button_works_with_enter_and_keeps_the_focus(page: Page) -> None:
    page.goto(PRACTICE)
    button = page.locator("[data-action=record]").first
    button.focus()
    page.keyboard.press("Enter")
    expect_recorder(page, "recording")
    expect(button).to_be_focused()
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    expect_recorder(page, "recorded")
    expect(page.locator("[data-action=send]")).to_be_focused()


def test_question_mark_lists_the_keys_and_escape_closes_the_list(page: Page) -> None:
    page.goto(PRACTICE)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for key in "RPNSD?":
        expect(dialog.locator("kbd", has_text=key).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_single_keys_can_be_switched_off(page: Page) -> None:
    page.goto(PRACTICE)
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_timeout(300)
    expect_recorder(page, "idle")


def test_keys_are_ignored_while_typing(page: Page) -> None:
    page.goto(PRACTICE)
    page.evaluate(
        "document.querySelector('main').prepend(document.createElement('textarea'))"
    )
    page.locator("main textarea").focus()
    page.keyboard.type("record")
    expect_recorder(page, "idle")
    assert page.locator("main textarea").input_value() == "record"


def test_the_reference_plays_slower_at_the_same_pitch(page: Page) -> None:
    page.goto(PRACTICE)
    expect_reference(page)
    page.get_by_role("radio", name="0.6 ×").check()
    page.keyboard.press("n")
    expect_playing(page, "reference-player")
    audio = "document.querySelector('reference-player audio')"
    assert page.evaluate(f"{audio}.playbackRate") == 0.6
    assert page.evaluate(f"{audio}.preservesPitch") is True


COUNT = """
() => {
  window.heard = { take: 0, reference: 0 };
  for (const name of Object.keys(window.heard)) {
    document.querySelector(`${name}-player audio`).addEventListener("play", () => {
      window.heard[name] += 1;
    });
  }
}
"""


def test_a_word_repeats_until_it_is_stopped(page: Page, microphone_file: Path) -> None:
    page.goto(PRACTICE)
    upload(page, microphone_file)
    wait_for_result(page)
    page.evaluate(COUNT)
    page.keyboard.press("o")
    repeat = page.get_by_label("Again and again")
    expect(repeat).to_be_checked()
    page.locator("#word-2").click()
    wait_until(page, "window.heard.take >= 2 && window.heard.reference >= 2")
    page.keyboard.press("o")
    expect(repeat).not_to_be_checked()
    page.wait_for_timeout(3000)  # the last round is over
    before = page.evaluate("window.heard.take")
    page.wait_for_timeout(2000)
    assert page.evaluate("window.heard.take") == before


def test_the_next_phrase_is_one_key_away(page: Page) -> None:
    page.goto(PRACTICE)
    page.keyboard.press("m")
    expect(page.get_by_role("heading", level=1)).to_have_text("Practise next")
    assert page.locator(".phrase-card").count() > 0
