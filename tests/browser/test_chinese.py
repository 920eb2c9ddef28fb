"""The journey of a learner in Chinese, including the texts from scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.states import write_states
from tests.browser.steps import PRACTICE, expect_recorder

pytestmark = [pytest.mark.browser, pytest.mark.weights]

# Visible text that is not marked as English; phrases are quoted in “ ”.
SHOWN = """() => {
  const page = document.body.cloneNode(true);
  for (const other of page.querySelectorAll(
    "[lang|=en], script, style, noscript, kbd, audio, option, [data-source], .tip,"
    + ".phrase-card__meaning, .stage__meaning")) {
    other.remove();
  }
  return page.textContent;
}"""
NAMES = re.compile(
    r"“[^”]*”|Intona|RAVDESS|Livingstone & Russo|CC BY-NC-SA|English|Kokoro|Apache"
    r"|WAV|MP3|M4A|Ogg|WebM|FLAC|JSON|ZIP|demo-learner|demo-teacher"
)


def english(page: Page) -> list[str]:
    return re.findall(r"[A-Za-z’']{3,}", NAMES.sub("", page.evaluate(SHOWN)))


def test_from_the_switch_to_the_feedback(page: Page, site: Site) -> None:
    page.goto("/")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(page.get_by_role("heading", level=1)).to_contain_text("你")
    assert english(page) == []

    page.goto(PRACTICE)
    expect_recorder(page, "idle")
    assert english(page) == []
    page.keyboard.press("r")
    expect_recorder(page, "recording")
    expect(page.get_by_text("现在说")).to_be_visible()
    page.keyboard.press("r")
    expect_recorder(page, "recorded")
    assert english(page) == []
    page.keyboard.press("d")
    expect_recorder(page, "idle")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("键盘")
    page.keyboard.press("Escape")

    states = write_states(site)
    for name in ("native", "not_assessable"):
        page.goto(states[name])
        expect(page.get_by_role("heading", level=2).first).to_be_visible()
        assert english(page) == []

    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
