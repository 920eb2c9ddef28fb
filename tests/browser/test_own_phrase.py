"""A learner practises their own sentence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import expect_recorder

pytestmark = [pytest.mark.browser, pytest.mark.weights]


def test_a_sentence_is_typed_marked_practised_and_removed(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="My own phrase").click()
    page.get_by_label("Your sentence").press_sequentially("I object to Zhongguancun.")
    preview = page.locator("#own-phrase-preview")
    expect(preview).to_contain_text("We do not know the word “Zhongguancun”")
    expect(preview).to_contain_text("Stress: I ob-JECT")
    noun = preview.locator("[name=stress-1][value='0']")
    noun.focus()
    page.keyboard.press("Space")  # from the keyboard, and the focus stays on it
    expect(preview).to_contain_text("Stress: I OB-ject")
    expect(noun).to_be_checked()
    expect(noun).to_be_focused()
    page.get_by_role("button", name="Practise it").click()
    page.wait_for_url("**/phrases/own-*/")
    expect_recorder(page, "idle")
    expect(page.get_by_role("heading", level=1)).to_contain_text("OB-ject")

    page.get_by_role("link", name="my phrase").click()
    page.get_by_role("link", name="Change").first.click()
    page.get_by_role("button", name="Take it off my list").click()
    expect(page.get_by_text("no longer on your list")).to_be_visible()
    expect(page.locator(".own-phrases")).to_have_count(0)


def test_the_sounds_of_a_word_are_chosen_and_stay_with_the_sentence(page: Page) -> None:
    page.goto("/my-phrases/")
    page.get_by_label("Your sentence").press_sequentially("They live here.")
    preview = page.locator("#own-phrase-preview")
    expect(preview.get_by_label("ends like “give”")).to_be_checked()
    other = preview.get_by_label("ends like “five” (live music)")
    other.focus()
    page.keyboard.press("Space")
    expect(other).to_be_checked()
    expect(other).to_be_focused()
    page.get_by_role("button", name="Practise it").click()
    page.wait_for_url("**/phrases/own-*/")
    page.get_by_role("link", name="my phrase").click()
    page.get_by_role("link", name="Change").first.click()
    expect(page.get_by_label("ends like “five” (live music)")).to_be_checked()
