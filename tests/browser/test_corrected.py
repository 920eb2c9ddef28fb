"""A stress error is found, explained, corrected, and reported as corrected.

Both takes are synthesised with known truth: the noun "record" stressed like the verb,
then as the phrase requires.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import emotion_engine as engine
from tests.browser.steps import (
    ANALYSIS_TIMEOUT_MS,
    expect_playing,
    upload,
    wait_for_result,
)

pytestmark = [pytest.mark.browser, pytest.mark.weights]

PRACTICE = "/phrases/new-record/"
TEXT = "They want to record a new record."
AS_VERB, AS_NOUN = {3: 1, 6: 1}, {3: 1, 6: 0}
NOUN = "#words-heard .word:nth-of-type(8)"  # after the names of the rows and six words


@pytest.fixture(scope="module")
def said(
    engine_config: engine.EngineConfig, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The two takes, by the stress of the noun."""
    folder = tmp_path_factory.mktemp("said")
    takes = {"verb": AS_VERB, "noun": AS_NOUN}
    for name, stress in takes.items():
        out = folder / f"{name}.wav"
        engine.synthesize_reference(TEXT, config=engine_config, out=out, stress=stress)
    return {name: folder / f"{name}.wav" for name in takes}


def test_a_stress_error_is_found_explained_and_reported_as_corrected(
    page: Page, said: dict[str, Path]
) -> None:
    page.goto(PRACTICE)
    voice = page.locator("reference-player")
    expect(voice).to_be_visible(timeout=ANALYSIS_TIMEOUT_MS)  # not made yet
    upload(page, said["verb"])
    wait_for_result(page)
    # Found: the first sentence and the first finding name the word.
    expect(page.locator("[data-summary]")).to_contain_text("“record” sat elsewhere")
    expect(page.locator(".finding__title")).to_have_text("Stress “rec” in “record”")
    expect(page.locator(NOUN)).to_have_class("word word--elsewhere")
    # Explained: both voices play just that word.
    expect(page.get_by_role("button", name="Mine F")).to_be_visible()
    page.keyboard.press("f")
    expect_playing(page, "take-player")
    expect(page.locator("take-player [data-playing=false]")).to_be_visible()
    page.locator("#word-6").click()
    expect_playing(page, "take-player")
    expect_playing(page, "reference-player")
    page.keyboard.press("h")
    expect_playing(page, "reference-player")
    audio = "document.querySelector('reference-player audio')"
    assert page.evaluate(f"{audio}.playbackRate") == 0.6
    expect(page.locator(".finding__next")).to_contain_text("“rec” longer and louder")

    # Corrected, and reported as corrected.
    page.keyboard.press("r")
    page.wait_for_url(f"**{PRACTICE}")
    upload(page, said["noun"])
    wait_for_result(page)
    expect(page.locator("[data-change]")).to_have_text(
        "Corrected: the stress of “record” is in place now."
    )
    expect(page.locator(NOUN)).to_have_class("word word--as_expected")
    expect(page.locator("[data-finding=stress_elsewhere]")).to_have_count(0)
    beside = page.get_by_role("article", name="Your last and best take")
    expect(beside.locator(".earlier__solved")).to_contain_text("Corrected")
    beside.get_by_role("button", name="Play").click()
    expect_playing(page, "[data-side-by-side]")


def test_a_word_of_the_reference_is_highlighted_while_it_plays(page: Page) -> None:
    page.goto("/phrases/kids-are-talking/")
    word = page.locator(".strip__word", has_text="talking")
    expect(word).to_be_visible()
    word.click()
    expect(word.locator(".is-sounding")).to_be_visible()
    expect(page.locator("reference-player [data-playing=false]")).to_be_visible()
    expect(page.locator(".is-sounding")).to_have_count(0)


def test_a_reference_still_being_made_appears_by_itself(page: Page) -> None:
    page.goto("/phrases/kids-are-talking/")
    page.evaluate(
        """part => {
          const player = document.querySelector("reference-player");
          player.outerHTML = `<awaited-part src="${part}"><p>wait</p></awaited-part>`;
        }""",
        "/phrases/kids-are-talking/reference/",
    )
    expect(page.locator("awaited-part")).to_have_count(0)
    page.keyboard.press("n")
    expect_playing(page, "reference-player")
