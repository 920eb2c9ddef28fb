"""Pictures of every page, for people to look at: phone and laptop, light and dark.

``python -m tests.browser.screenshots FOLDER`` serves a new installation, opens each
page in each state and writes ``FOLDER/NAME-DEVICE-SCHEME.png``.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.site import Site
from tests.browser.states import write_states
from tests.browser.steps import PRACTICE, sign_in

DEVICES = {
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "laptop": {"viewport": {"width": 1280, "height": 800}},
}
SCHEMES = ("light", "dark")


def pages(site: Site) -> dict[str, str]:
    """Address of each page a learner sees, by the name of its picture."""
    feedback = {f"feedback-{k}": url for k, url in write_states(site).items()}
    own = {
        "phrases": "/",
        "practice": PRACTICE,
        "listen": f"{PRACTICE}listen/",
        "path": "/practice/",
        "own-phrases": "/my-phrases/",
        "microphone": "/microphone/",
        "offline": "/offline/",
        "history": "/history/",
        "progress": "/progress/?by=take",
    }
    return own | feedback


def open_pages(browser: Browser, site: Site, **look: object) -> Iterator[tuple]:
    """Every page in one look, with its name."""
    page = browser.new_context(base_url=site.url, **look).new_page()
    for name, path in {"welcome": "/", "sign-up": "/accounts/signup/"}.items():
        page.goto(path)
        yield name, page
    sign_in(page, site)
    for name, path in pages(site).items():
        page.goto(path)
        yield name, page
    page.context.close()


def shoot(page: Page, path: Path) -> None:
    page.wait_for_timeout(500)  # charts and waveforms are drawn
    page.screenshot(path=path, full_page=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        site = Site(Path(temporary))
        site.start()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        try:
            for device, scheme in product(DEVICES, SCHEMES):
                look = {**DEVICES[device], "color_scheme": scheme}
                for name, page in open_pages(browser, site, **look):
                    shoot(page, folder / f"{name}-{device}-{scheme}.png")
        finally:
            browser.close()
            site.stop()


if __name__ == "__main__":
    main()
