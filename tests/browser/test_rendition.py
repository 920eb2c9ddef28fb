"""A learner hears their own voice with native melody, and switches back by key."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    ANALYSIS_TIMEOUT_MS,
    PRACTICE,
    upload,
    wait_for_result,
)
from tests.browser.takes import write_wav

pytestmark = [pytest.mark.browser, pytest.mark.weights]

HEARD = "rendition-player[data-now={}]"
PLAYING = """
voice => {
  const audio = document.querySelector(`rendition-player [data-voice=${voice}]`);
  return !audio.paused || audio.ended;
}
"""


@pytest.fixture
def changed(page: Page, take: np.ndarray, tmp_path: Path) -> Page:
    """The feedback page of a take whose changed voice has been made."""
    page.goto(PRACTICE)
    upload(page, write_wav(tmp_path / "take.wav", take))
    wait_for_result(page)
    page.get_by_role("button", name="Make it for the whole phrase").click()
    expect(page.locator("rendition-player")).to_be_visible(timeout=ANALYSIS_TIMEOUT_MS)
    expect(page.locator("#rendition")).to_be_focused()
    expect(page.locator("[data-announcer]")).to_contain_text("Ready")
    return page


def test_one_key_switches_to_the_changed_voice_and_back(changed: Page) -> None:
    page = changed
    expect(page.get_by_text("your voice, changed by us")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(HEARD.format("changed"))).to_be_visible()
    page.wait_for_function(PLAYING, arg="changed")
    page.keyboard.press("b")
    expect(page.locator(HEARD.format("mine"))).to_be_visible()
    expect(page.get_by_text("You hear your own recording.")).to_be_visible()
    page.wait_for_function(PLAYING, arg="mine")
    page.reload()
    expect(page.locator("rendition-player")).to_be_visible()


def test_both_voices_stay_at_the_same_syllable(changed: Page) -> None:
    moments = changed.evaluate(
        """async () => {
          const loaded = performance.getEntriesByType("resource").map((one) => one.name);
          const module = loaded.find((name) => /rendition-player[^/]*\\.js/.test(name));
          const { between } = await import(module);
          const line = [[1, 1], [2, 3], [3, 3.5]];
          return [between(line, 1.5, 0, 1), between(line, 2, 1, 0),
            between(line, 0.4, 0, 1), between(line, 4, 0, 1), between(line, 1, 0, 1)];
        }"""
    )
    assert moments == pytest.approx([2, 1.5, 0.4, 4.5, 1])
