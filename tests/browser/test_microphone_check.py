"""The microphone test rates the microphone and names what to change."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.site import Site
from tests.browser.takes import RATE, write_wav

pytestmark = [pytest.mark.browser, pytest.mark.weights]

# Room: noise of known level. Voice: noise through a sharp low-pass filter, so that level
# and bandwidth are known.
MEASURE = """async ([roomDb, voiceDb, edgeHz, clip]) => {
  const { measureSound, judge } = await import("/static/js/lib/sound-check.js");
  const rate = 48000, size = 2048;
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647 - 0.5;
  const noise = (db) => Float32Array.from({ length: size },
    () => random() * Math.sqrt(12) * 10 ** (db / 20));
  const partials = Array.from({ length: Math.floor(edgeHz / 100) }, (_, i) => 100 * (i + 1));
  const phases = partials.map(() => 2 * Math.PI * random());
  const voice = (offset) => {
    const scale = Math.sqrt(2 / partials.length) * 10 ** (voiceDb / 20);
    return noise(roomDb).map((room, n) => {
      let sum = 0;
      for (let i = 0; i < partials.length; i += 1) {
        sum += Math.cos(2 * Math.PI * partials[i] * (offset + n) / rate + phases[i]);
      }
      return Math.max(-clip, Math.min(clip, room + scale * sum));
    });
  };
  const room = Array.from({ length: 20 }, () => noise(roomDb));
  const spoken = Array.from({ length: 12 }, (_, i) => voice(i * size));
  const sound = measureSound(room, spoken, rate);
  const limits = JSON.parse(document.querySelector("microphone-check").dataset.limits);
  return { sound, ...judge(sound, {}, limits), altered: judge(sound, { echoCancellation: true }, limits) };
}"""


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/microphone/")
    return page


def test_level_noise_and_bandwidth_match_the_synthesized_signal(
    page: Page,
) -> None:
    sound = page.evaluate(MEASURE, [-60, -20, 8000, 1])["sound"]
    assert sound["noiseDb"] == pytest.approx(-60, abs=1)
    assert sound["levelDb"] == pytest.approx(-20, abs=1)
    assert sound["bandwidthHz"] == pytest.approx(8000, abs=300)  # one band
    assert sound["clippedShare"] == 0


@pytest.mark.parametrize(
    ("made", "outcome", "problems"),
    [
        ([-60, -20, 8000, 1], "good", []),
        ([-75, -50, 8000, 1], "fair", ["quiet"]),
        ([-32, -22, 8000, 1], "fair", ["noisy"]),
        ([-60, -20, 3500, 1], "fair", ["narrow"]),
        ([-60, 10, 8000, 1], "poor", ["overloaded"]),
        ([-40, -60, 8000, 1], "poor", ["no_voice"]),
        ([-90, -80, 8000, 1], "poor", ["no_voice"]),
    ],
)
def test_each_kind_of_sound_has_its_outcome(
    page: Page, made: list, outcome: str, problems: list[str]
) -> None:
    judged = page.evaluate(MEASURE, made)
    assert (judged["outcome"], judged["problems"]) == (outcome, problems)


def test_browser_processing_is_reported(page: Page) -> None:
    altered = page.evaluate(MEASURE, [-60, -20, 8000, 1])["altered"]
    assert altered == {"outcome": "fair", "problems": ["altered"]}


@pytest.fixture
def room_then_voice(
    open_browser: OpenBrowser, take: np.ndarray, tmp_path: Path
) -> Browser:
    """A browser whose microphone hears three seconds of room, then a voice."""
    room = np.random.default_rng(2).normal(0, 3e-4, 3 * RATE).astype(np.float32)
    path = write_wav(tmp_path / "room.wav", np.concatenate([room, *[take] * 5]))
    return open_browser(f"--use-file-for-fake-audio-capture={path}")


def test_a_good_microphone_is_rated_good_and_remembered(
    site: Site, room_then_voice: Browser, signed_in: dict
) -> None:
    context = room_then_voice.new_context(
        base_url=site.url, storage_state=signed_in, permissions=["microphone"]
    )
    page = context.new_page()
    sent: list[str] = []
    page.goto("/phrases/where-do-you-live/")
    page.get_by_role("link", name="Test the microphone").click()
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    page.get_by_role("button", name="Test my microphone").press("Enter")
    expect(page.get_by_text("Now read this aloud")).to_be_visible()
    check = page.locator("microphone-check")
    expect(check).to_have_attribute("data-state", "done")
    expect(check).to_have_attribute("data-outcome", "good")
    expect(page.get_by_text("We hear you well")).to_be_visible()
    assert sent == []
    page.get_by_role("link", name="Go on to a phrase").click()
    page.wait_for_url("**/phrases/where-do-you-live/")
    expect(page.locator("take-recorder")).to_be_visible()
    expect(page.get_by_text("First time on this device?")).to_be_hidden()
    context.close()


def test_a_blocked_microphone_is_explained_as_in_the_recorder(page: Page) -> None:
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError'));"
    )
    page.goto("/microphone/?next=https://elsewhere.example/")
    page.get_by_role("button", name="Test my microphone").click()
    expect(page.get_by_text("The microphone is blocked")).to_be_visible()
    onward = page.get_by_role("link", name="Go on to a phrase")
    assert onward.get_attribute("href") == "/practice/"
