"""A take outlives the recording after it, and a sound system that is interrupted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import PRACTICE, expect_recorder, record

pytestmark = [pytest.mark.browser, pytest.mark.weights]

WITH_SOUND_SYSTEM = """
window.AudioContext = class extends AudioContext {
  constructor(...options) { super(...options); window.soundSystem = this; }
};
"""


def press(page: Page, name: str) -> None:
    page.locator("take-recorder").get_by_role("button", name=name).click()


def test_a_take_survives_what_happens_after_it(page: Page) -> None:
    page.add_init_script(WITH_SOUND_SYSTEM)
    page.goto(PRACTICE)
    record(page, 2.5)
    press(page, "Record again")
    expect_recorder(page, "recording")
    page.locator("take-recorder").get_by_role("button", name="Cancel").dblclick()
    expect_recorder(page, "recorded")
    expect(page.get_by_text("The take before is still here.")).to_be_visible()

    press(page, "Record again")
    expect_recorder(page, "recording")
    page.wait_for_timeout(500)
    page.evaluate("soundSystem.suspend()")
    expect_recorder(page, "recorded")
    expect(page.get_by_text("The recording was interrupted")).to_be_visible()
    expect(page.locator("take-player")).to_be_visible()
    press(page, "Discard")
    expect(page.get_by_text("The take before is still here.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("A take is waiting")).to_be_visible()
    page.route("**/takes/", lambda route: route.fulfill(status=400, body="<h1>?</h1>"))
    press(page, "Send")
    expect(page.get_by_text("The take was not accepted")).to_be_visible()
    page.unroute("**/takes/")
    press(page, "Send")
    page.wait_for_url("**/takes/*/")
