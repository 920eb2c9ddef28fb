"""Natives read by invitation: a link, two recordings, a second person, a withdrawal."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
import soundfile
from playwright.sync_api import Browser, Page, expect

import emotion_engine as engine
from tests.browser.axe import PHONE, is_wide, new_page, violations
from tests.browser.conftest import OpenBrowser
from tests.browser.site import ROOT, Site
from tests.browser.steps import expect_playing, expect_recorder, record
from tests.browser.takes import with_room, write_wav

pytestmark = [pytest.mark.browser, pytest.mark.weights]

SENTENCES = ("It's eleven o'clock.", "Don't forget a jacket.")
PASSWORD = "a long sentence nobody guesses"
MAKE = f"""
from django.contrib.auth import get_user_model
from tests.factories.models import PhraseFactory
from tests.factories.schools import (
    InstitutionFactory, MembershipFactory, SharedPhraseFactory)
school = InstitutionFactory(name="Evening School")
for name in ("inviter", "second-person"):
    account = get_user_model().objects.create_user(name, password={PASSWORD!r})
    MembershipFactory(institution=school, user=account)
for order, text in enumerate({SENTENCES}):
    phrase = PhraseFactory(text=text, order=order, is_listed=False)
    SharedPhraseFactory(institution=school, phrase=phrase)
"""


@pytest.fixture(scope="module", autouse=True)
def school(site: Site) -> None:
    """Two teachers of one school, and the phrases it has."""
    site.program(MAKE)


def said(text: str, folder: Path, config: engine.EngineConfig) -> Path:
    """A sentence by a native of CREMA-D or, without it, by the model voice."""
    data = Path(os.environ.get("SPEECH_DATA", ROOT.parent / "shared" / "data"))
    manifest = data / "crema_d" / "manifest.csv"
    if manifest.is_file():
        with manifest.open() as rows:
            wanted = (text, "neutral")
            path = next(
                manifest.parent / row["path"]
                for row in csv.DictReader(rows)
                if (row["text"], row["emotion"]) == wanted
            )
    else:
        path = folder / f"voice-{len(text)}.wav"
        engine.synthesize_reference(text, config=config, out=path)
    waveform = soundfile.read(path, dtype="float32")[0]
    return write_wav(folder / f"said-{len(text)}.wav", with_room(waveform))


@pytest.fixture
def devices(
    open_browser: OpenBrowser, tmp_path: Path, engine_config: engine.EngineConfig
) -> list[tuple[Browser, float]]:
    """A browser for each sentence, whose microphone says it, and its seconds."""
    files = [said(text, tmp_path, engine_config) for text in SENTENCES]
    return [
        (
            open_browser(f"--use-file-for-fake-audio-capture={file}"),
            soundfile.info(file).duration - 0.2,
        )
        for file in files
    ]


def look_at(page: Page) -> None:
    """Run axe in light and dark, and see that nothing is wider than the page."""
    assert violations(page) == []
    assert not is_wide(page)


def sign_in(page: Page, name: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/login/" not in address)


def invite(page: Page) -> str:
    """Make an invitation for both phrases; return its link."""
    page.goto("/teach/phrases/")
    page.get_by_role("link", name="Native speakers").click()
    page.get_by_role("link", name="Invite native speakers").click()
    look_at(page)
    page.get_by_label("What you call it").fill("Sentences of unit 3")
    for text in SENTENCES:
        page.get_by_label(text).check()
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Link for native speakers").input_value()
    look_at(page)
    return link


def come(page: Page, link: str) -> str:
    """Open the link, agree; return the address of the helper's own page."""
    page.goto(link)
    look_at(page)
    page.get_by_label("Which English did you grow up with?").select_option("Scottish")
    page.get_by_label("30 to 44").check()
    page.get_by_label("I am 18 or older.").check()
    page.get_by_label("I have read what happens").check()
    page.get_by_role("button", name="I agree, begin").click()
    own = page.get_by_label("Link to this page").input_value()
    look_at(page)
    return own


def read_aloud(page: Page, text: str, seconds: float) -> None:
    """Record the sentence that is shown, and hear it before it is sent."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    expect_recorder(page, "idle")  # its script has run
    record(page, seconds)
    page.get_by_role("button", name="Play my take").click()
    expect_playing(page, "take-recorder take-player")
    page.get_by_role("button", name="Send", exact=False).click()


def test_a_native_reads_two_phrases_which_are_approved_and_withdrawn(
    site: Site, browser: Browser, devices: list[tuple[Browser, float]]
) -> None:
    inviter = new_page(site, browser)
    sign_in(inviter, "inviter")
    link = invite(inviter)

    (phone, first_s), (computer, second_s) = devices
    helper = new_page(site, phone, viewport=PHONE)
    own = come(helper, link)
    helper.get_by_role("link", name="Begin").click()
    look_at(helper)
    read_aloud(helper, SENTENCES[0], first_s)
    expect(helper.get_by_role("heading", level=1)).to_have_text(SENTENCES[1])
    helper.context.close()

    helper = new_page(site, computer)  # another device, by the helper's own link
    helper.goto(own)
    helper.get_by_role("link", name="Go on").click()
    read_aloud(helper, SENTENCES[1], second_s)
    expect(helper.get_by_text("All read.")).to_be_visible()
    expect(helper.locator("[data-state=measured]")).to_have_count(2, timeout=120_000)
    expect(helper.get_by_text("All read. Thank you!")).to_be_visible()

    approve_both(site, browser)
    inviter.reload()
    expect(inviter.get_by_text("2 in use")).to_be_visible()
    inviter.context.close()

    helper.reload()
    expect(helper.locator("[data-state=approved]")).to_have_count(2)
    helper.get_by_role("link", name="Take everything back").click()
    look_at(helper)
    helper.get_by_label("Yes, I want everything gone.").check()
    helper.get_by_role("button", name="Delete everything for good").click()
    expect(helper.get_by_text("2 × recordings of a native")).to_be_visible()
    assert helper.goto(own).status == 404
    helper.context.close()


def approve_both(site: Site, browser: Browser) -> None:
    """The second person hears each recording, and approves it."""
    page = new_page(site, browser)
    sign_in(page, "second-person")
    page.goto("/teach/natives/")
    look_at(page)
    page.get_by_role("link", name="Check 2 recordings").click()
    look_at(page)
    for text in SENTENCES:
        expect(page.get_by_role("heading", level=1)).to_have_text(text)
        page.get_by_role("button", name="Play the take").click()
        expect_playing(page, "take-player")
        page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("heading", name="Nothing to check")).to_be_visible()
    page.context.close()
