"""Screenshots of every page, for review: phone and laptop, light and dark.

``python -m tests.browser.screenshots FOLDER`` serves a new installation, fills it with
real takes, opens each page in each state and writes ``FOLDER/NAME-DEVICE-SCHEME.png``;
some pages also in Chinese. It needs the speech corpora, see ``SPEECH_DATA``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import django
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import album
from tests.browser.conftest import FLAGS
from tests.browser.site import Site
from tests.browser.states import write_states
from tests.browser.steps import PRACTICE, expect_recorder, sign_in

DEVICES: dict[str, dict[str, Any]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
    },
    "laptop": {"viewport": {"width": 1280, "height": 800}},
}
SCHEMES = ("light", "dark")
FINGERS = (
    "--blink-settings=primaryPointerType=2,availablePointerTypes=2,"
    "primaryHoverType=1,availableHoverTypes=1"
)
TALLEST = 6000  # of a page, in its own pixels
STATES = ("queued", "running", "failed", "rejected", "unclear")
CHINESE = ("phrases", "practice", "path", "style", "nearer", "stress", "progress")
CHINESE += ("history", "my-data", "own-phrases", "keys", "listen", "password")

Step = Callable[[Page], None]
Shot = tuple[str, str, Step | None]

ANYBODYS: list[Shot] = [
    ("welcome", "/", None),
    ("sign-up", "/accounts/signup/", None),
    ("sign-in", "/accounts/login/", None),
    ("reset", "/accounts/password/reset/", None),
    ("privacy", "/privacy/", None),
]
NEWCOMERS: list[Shot] = [
    ("new-consent", "/consent/", None),
    ("new-practice", PRACTICE, None),
    ("new-path", "/practice/", None),
    ("new-history", "/history/", None),
    ("new-progress", "/progress/", None),
    ("new-own-phrases", "/my-phrases/", None),
    ("new-my-data", "/my-data/", None),
]


def learners(takes: dict[str, str]) -> list[Shot]:
    """Every page, for a learner who has practised for some weeks."""
    return [
        ("phrases", "/", None),
        ("no-phrases", "/?query=nothing-has-this", None),
        ("practice", PRACTICE, None),
        ("practice-synthetic", album.RECORD, None),
        ("practice-recording", PRACTICE, recording),
        ("practice-recorded", PRACTICE, recorded),
        ("keys", PRACTICE, lambda page: page.keyboard.press("?")),
        ("listen", f"{PRACTICE}listen/", None),
        ("path", "/practice/", None),
        ("game", "/practice/games/stress/", None),
        ("own-phrases", "/my-phrases/", None),
        ("own-phrases-typed", "/my-phrases/", typed),
        ("microphone", "/microphone/", None),
        ("microphone-done", "/microphone/", tested),
        ("mirror", "/mirror/", None),
        ("mirror-listening", "/mirror/", listening),
        ("offline", "/offline/", None),
        ("history", "/history/", None),
        ("history-phrase", "/history/kids-are-talking/", None),
        ("progress", "/progress/?by=take", None),
        ("progress-weeks", "/progress/", None),
        ("my-data", "/my-data/", None),
        ("erase-everything", "/my-data/delete/", None),
        ("erase-take", f"{takes['own']}delete/", None),
        ("not-found", "/nothing-here/", None),
        ("password", "/accounts/password/change/", None),
        ("email", "/accounts/email/", None),
        ("sign-out", "/accounts/logout/", None),
        *((name, path, None) for name, path in takes.items()),
    ]


def recording(page: Page) -> None:
    page.keyboard.press("r")
    expect_recorder(page, "recording")
    page.wait_for_timeout(1200)


def recorded(page: Page) -> None:
    recording(page)
    page.keyboard.press("r")
    expect_recorder(page, "recorded")


def typed(page: Page) -> None:
    page.fill("[name=text]", "They object to the record that Zhongguancun broke.")
    page.locator("[name=stress-1]").first.wait_for()


def listening(page: Page) -> None:
    """The mirror, with some seconds of voice in it."""
    page.locator("voice-mirror[data-state=ready]").wait_for(timeout=60_000)
    page.get_by_role("button", name="Start").click()
    page.wait_for_timeout(8_000)


def tested(page: Page) -> None:
    page.get_by_role("button", name="Test my microphone").click()
    page.locator("microphone-check[data-state=done]").wait_for()


def opened(page: Page) -> None:
    """Open all details and make a rendition."""
    for summary in page.locator("main summary").all():
        summary.click()
    make = page.get_by_role("button", name="Make it for the whole phrase")
    if make.count():
        make.click()
    page.locator("rendition-player").wait_for(timeout=60_000)


def shoot(page: Page, shot: Shot, path: Path) -> None:
    """Open a page, carry out its step and take the screenshot."""
    _name, address, step = shot
    page.goto(address)
    if step:
        step(page)
    page.wait_for_timeout(500)  # charts and waveforms are drawn
    size = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], TALLEST)}
    page.screenshot(path=path, full_page=True, clip=clip)
    page.keyboard.press("Escape")
    if step in (recording, recorded):
        page.keyboard.press("d")
        expect_recorder(page, "idle")


class Photographer:
    """Takes all screenshots of one site; the phone is a browser without a mouse."""

    def __init__(
        self, site: Site, laptop: Browser, phone: Browser, folder: Path
    ) -> None:
        self.site, self.folder = site, folder
        self.laptop, self.phone = laptop, phone

    def new_page(self, **look: Any) -> Page:
        browser = self.phone if look.get("is_mobile") else self.laptop
        context = browser.new_context(
            base_url=self.site.url, permissions=["microphone"], **look
        )
        return context.new_page()

    def signed_in(self, **look: Any) -> Page:
        page = self.new_page(**look)
        sign_in(page, self.site)
        return page

    def newcomer(self, name: str, **look: Any) -> Page:
        page = self.new_page(**look)
        page.goto("/accounts/signup/")
        page.fill("[name=username]", name)
        for field in ("password1", "password2"):
            page.fill(f"[name={field}]", "a long sentence nobody guesses")
        page.click("main button[type=submit]")
        page.wait_for_url("**/consent/**")
        return page

    def shoot(self, page: Page, shots: list[Shot], look: str) -> None:
        for shot in shots:
            shoot(page, shot, self.folder / f"{shot[0]}-{look}.png")
        page.context.close()

    def all(self, takes: dict[str, str]) -> None:
        for name, look in looks():
            self.shoot(self.new_page(**look), ANYBODYS, name)
            self.shoot(self.newcomer(name, **look), NEWCOMERS, name)
            self.shoot(self.signed_in(**look), learners(takes), name)
        # Last, since these takes would appear in the history pages above.
        states = write_states(self.site)
        shots = [(f"state-{name}", states[name], None) for name in STATES]
        shots.append(("style-open", takes["style"], opened))
        for name, look in looks():
            self.shoot(self.signed_in(**look), shots, name)
        self.chinese([shot for shot in learners(takes) if shot[0] in CHINESE])

    def chinese(self, shots: list[Shot]) -> None:
        for device, scheme in zip(DEVICES, SCHEMES, strict=True):
            page = self.signed_in(**DEVICES[device], color_scheme=scheme)
            page.goto("/")
            switch = page.get_by_role("button", name="中文")
            if switch.count():  # an account keeps its language
                switch.click()
            self.shoot(page, shots, f"chinese-{device}-{scheme}")


def looks() -> Iterator[tuple[str, dict[str, Any]]]:
    for device, scheme in product(DEVICES, SCHEMES):
        yield f"{device}-{scheme}", {**DEVICES[device], "color_scheme": scheme}


def pictures(folder: Path) -> None:
    """Serve an installation, fill it and take all screenshots."""
    data = Path(os.environ.get("SPEECH_DATA", "../shared/data"))
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = Site(Path(temporary))
        site.start()
        laptop, phone = (
            playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=[*FLAGS, *flags]
            )
            for flags in ((), (FINGERS,))
        )
        try:
            photographer = Photographer(site, laptop, phone, folder)
            page = photographer.signed_in()
            takes = album.fill(page, site, data)
            page.context.close()
            photographer.all(takes)
        finally:
            laptop.close()
            phone.close()
            site.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teaching_app.settings")
    django.setup()
    pictures(folder)


if __name__ == "__main__":
    main()
