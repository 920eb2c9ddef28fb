"""A newcomer's way from the first click to the first feedback."""

from __future__ import annotations

import sys
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.person import Person
from tests.browser.site import Site
from tests.browser.steps import PRACTICE, expect_recorder, upload, wait_for_result
from tests.browser.takes import RATE

pytestmark = [pytest.mark.browser, pytest.mark.weights]

MOST_CLICKS = 9
MOST_SECONDS = 120


@pytest.fixture
def warm_site(site: Site, page: Page, microphone_file: Path) -> Site:
    """An installation with a warm worker, which a newcomer would not have to start."""
    page.goto(PRACTICE)
    upload(page, microphone_file)
    wait_for_result(page)
    return site


def test_nine_clicks_and_two_minutes_lead_to_the_first_feedback(
    warm_site: Site, browser: Browser, take: np.ndarray, capsys: pytest.CaptureFixture
) -> None:
    context = browser.new_context(base_url=warm_site.url, permissions=["microphone"])
    page = context.new_page()
    newcomer = Person()

    page.goto("/")
    newcomer.press(page.get_by_role("link", name="Start practising"))
    newcomer.type(page.locator("[name=username]"), f"mei-{uuid4().hex[:6]}")
    password = uuid4().hex[:12]
    newcomer.type(page.locator("[name=password1]"), password)
    newcomer.type(page.locator("[name=password2]"), password)
    newcomer.press(page.locator("main button[type=submit]"))

    page.wait_for_url("**/consent/**")
    newcomer.press(page.get_by_label("16 or older"), "Space")
    newcomer.press(page.get_by_role("button", name="I agree"))

    page.wait_for_url("**/microphone/**")
    newcomer.press(page.get_by_role("button", name="Test my microphone"))
    check = page.locator("microphone-check")
    expect(check).to_have_attribute("data-state", "done", timeout=60_000)
    newcomer.press(page.get_by_role("link", name="Go on to a phrase"))

    page.wait_for_url("**/phrases/kids-are-talking/")
    newcomer.press(page.locator("[data-action=record]").first)
    expect_recorder(page, "recording")
    page.wait_for_timeout(1000 * (len(take) / RATE - 0.2))
    newcomer.press(page.locator("[data-action=record]").first)
    expect_recorder(page, "recorded")
    newcomer.press(page.locator("[data-action=send]"))
    wait_for_result(page)
    newcomer.look_down_to(page.locator(".finding__title"))
    with capsys.disabled():
        sys.stdout.write(f"\n{newcomer}\n")
    assert newcomer.presses == MOST_CLICKS
    assert newcomer.seconds < MOST_SECONDS
    context.close()
