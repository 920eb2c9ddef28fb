"""The picture of the class page in the README: the demo class, as made by the worker.

``python -m tests.browser.class_picture docs/images/class.png`` serves a new installation,
makes the demo class and waits until all its takes are said and analysed, which takes some
minutes. It needs the speech corpora, see ``SPEECH_DATA``.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.site import Site

TEACHER = "demo-teacher"
SIZE = {"width": 1100, "height": 1300}
WAIT_S = 1800
ASK_EVERY_S = 20

# Runs inside the installation: this process must not touch its database.
LEFT = """
from teaching_app.practice.models import Analysis
from teaching_app.schools.models import DemoTake
said = DemoTake.State.DONE, DemoTake.State.FAILED
unsaid = DemoTake.objects.exclude(state__in=said).count()
print("LEFT", unsaid + Analysis.objects.filter(state__in=Analysis.PENDING).count())
"""


def wait_for_takes(site: Site) -> None:
    """Wait until the worker has said and analysed every take of the class."""
    deadline = time.monotonic() + WAIT_S
    while int(site.program(LEFT).split("LEFT ")[1].split()[0]):
        if time.monotonic() > deadline:
            raise TimeoutError(f"After {WAIT_S} s the demo class is not complete.")
        time.sleep(ASK_EVERY_S)


def open_class(page: Page, site: Site) -> None:
    """Sign in as the demo teacher and open the class."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", TEACHER)
    page.fill("[name=password]", site.passwords[TEACHER])
    page.click("main button[type=submit]")
    page.wait_for_url(f"{site.url}/")
    page.goto("/teach/")
    page.get_by_role("link", name="Demo class").click()
    page.locator(".pattern").first.wait_for()


def picture(out: Path) -> None:
    """Make the class and take its picture."""
    with tempfile.TemporaryDirectory() as temporary:
        site = Site(Path(temporary))
        site.start()
        try:
            site.manage("demo_class")
            wait_for_takes(site)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=FLAGS
                )
                page = browser.new_page(base_url=site.url, viewport=SIZE)
                open_class(page, site)
                page.screenshot(path=out)
                browser.close()
        finally:
            site.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    picture(parser.parse_args().out)


if __name__ == "__main__":
    main()
