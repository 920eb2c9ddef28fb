"""A page in a language that runs from right to left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FIRST_TWO_WORDS = """() => {
  document.documentElement.dir = "rtl";
  const words = document.querySelectorAll(".phrase-marks .marked-word");
  return [words[0], words[1]].map((word) => word.getBoundingClientRect().left);
}"""


def test_english_phrases_still_run_from_left_to_right(page: Page) -> None:
    page.goto("/")
    first, second = page.evaluate(FIRST_TWO_WORDS)
    assert first < second
