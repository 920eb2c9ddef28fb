"""A style is chosen, missed, explained and approached.

One actor says the phrase neutrally where "angry" was chosen, then angrily: both takes
go through the microphone, and their true styles are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.site import Site
from tests.browser.steps import (
    ANALYSIS_TIMEOUT_MS,
    PRACTICE,
    expect_playing,
    record,
    wait_for_result,
)
from tests.browser.takes import RATE, native_take, write_wav
from tests.browser.voices import make_known

pytestmark = [pytest.mark.browser, pytest.mark.weights, pytest.mark.data]

ACTOR = "actor_18"
CUES = "#cues:not([hx-get])"


@pytest.fixture(scope="module")
def said(speech_data: Path) -> dict[str, np.ndarray]:
    """The actor's takes by style."""
    strong = {"speaker": ACTOR, "intensity": "strong"}
    return {
        "neutral": native_take(speech_data, speaker=ACTOR),
        "angry": native_take(speech_data, style="angry", **strong),
    }


@pytest.fixture
def microphone(tmp_path: Path) -> Path:
    """The file that the microphone plays; it is reread whenever it is opened."""
    return tmp_path / "said.wav"


@pytest.fixture
def learner_page(
    site: Site, open_browser, signed_in: dict, microphone: Path
) -> Iterator[Page]:
    browser = open_browser(f"--use-file-for-fake-audio-capture={microphone}")
    context = browser.new_context(
        base_url=site.url, storage_state=signed_in, permissions=["microphone"]
    )
    yield context.new_page()
    context.close()


def say(page: Page, microphone: Path, take: np.ndarray) -> None:
    """Record what the microphone plays, send it and wait for the result.

    The take has long room noise around it: a busy machine opens and closes the
    microphone late, which must not change the take.
    """
    room = np.random.default_rng(2).normal(0, 3e-4, 2 * RATE).astype(np.float32)
    write_wav(microphone, np.concatenate([room[:RATE], take, room]))
    record(page, len(take) / RATE + 1)
    page.get_by_role("button", name="Send", exact=False).click()
    wait_for_result(page)


def nearness(page: Page) -> int:
    """How many of 100 natives are no closer to the style, as shown on the page."""
    text = page.locator("[data-nearness]").inner_text()
    return int(re.search(r"nearer than, (\d+)\.", text)[1])


def semitones(score: Locator) -> float:
    """The value that a score shows beside the natives' band."""
    return float(score.locator("strong").inner_text())


def test_a_style_is_chosen_missed_explained_and_approached(
    learner_page: Page, site: Site, microphone: Path, said: dict[str, np.ndarray]
) -> None:
    page = learner_page
    page.goto(PRACTICE)
    say(page, microphone, said["neutral"])

    # Of a voice that is not known nothing is said about how it sounds.
    expect(page.locator("main")).to_contain_text("still getting to know your voice")
    assert "sounds most like" not in page.locator("main").inner_text().lower()
    make_known(site)

    page.goto(PRACTICE)
    page.get_by_role("radio", name="angry").check()
    expect(page.locator("#reference-voice option:checked")).to_contain_text("angry")
    say(page, microphone, said["neutral"])

    # What came across, and how near to natives.
    expect(page.locator("[data-summary]")).to_contain_text("The phrase came across")
    across = page.locator(".heard__more")
    expect(across).to_contain_text("listeners would call it")
    expect(across).not_to_contain_text("angry")
    expect(page.locator("[data-nearness]")).to_contain_text(
        "Of 100 native performances of “angry”"
    )
    first = nearness(page)
    assert first <= 5
    # Why: the cues against the natives' band.
    why = page.locator("[data-why]")
    expect(why).to_contain_text("Why: your voice beside natives performing “angry”")
    pitch_range = why.locator(".score", has_text="Pitch range")
    expect(pitch_range).to_contain_text("below the native range")
    flat = semitones(pitch_range)
    # What to change first, tried in the learner's own voice.
    cues = page.locator(CUES)
    expect(cues).to_contain_text("What to change first", timeout=ANALYSIS_TIMEOUT_MS)
    expect(cues).to_contain_text("nearer to “angry”")
    page.keyboard.press("n")
    expect_playing(page, "reference-player")

    page.keyboard.press("r")
    page.wait_for_url(f"**{PRACTICE}?style=angry")
    expect(page.get_by_role("radio", name="angry")).to_be_checked()
    say(page, microphone, said["angry"])

    # It is closer now, and the page says so first.
    expect(page.locator("[data-change]")).to_contain_text(
        "Nearer to “angry” than before:"
    )
    expect(across).to_contain_text("the style you chose: angry.")
    assert nearness(page) > first + 50
    assert semitones(pitch_range) > flat
    last = page.get_by_role("article", name="Your last")
    row = last.locator("tr", has_text="Nearness to “angry”")
    expect(row.locator(".verdict")).to_have_text("nearer")
