"""From the first click to the first feedback, as a newcomer goes."""

from __future__ import annotations

from uuid import uuid4

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.site import Site
from tests.browser.steps import expect_recorder, wait_for_result
from tests.browser.takes import RATE

pytestmark = [pytest.mark.browser, pytest.mark.weights]

MOST_CLICKS = 9


def test_nine_clicks_lead_to_the_first_feedback(
    site: Site, browser: Browser, take: np.ndarray
) -> None:
    context = browser.new_context(base_url=site.url, permissions=["microphone"])
    page = context.new_page()
    pressed: list[Locator] = []

    def press(target: Locator, key: str = "Enter") -> None:
        """Do by the keyboard what a click would do, and count it."""
        pressed.append(target)
        target.press(key)

    page.goto("/")
    press(page.get_by_role("link", name="Start practising"))
    page.fill("[name=username]", f"newcomer-{uuid4().hex[:8]}")
    password = uuid4().hex
    page.fill("[name=password1]", password)
    page.fill("[name=password2]", password)
    press(page.locator("main button[type=submit]"))

    page.wait_for_url("**/consent/**")
    press(page.get_by_label("16 or older"), "Space")
    press(page.get_by_role("button", name="I agree"))

    page.wait_for_url("**/microphone/**")
    press(page.get_by_role("button", name="Test my microphone"))
    check = page.locator("microphone-check")
    expect(check).to_have_attribute("data-state", "done", timeout=60_000)
    press(page.get_by_role("link", name="Go on to a phrase"))

    page.wait_for_url("**/phrases/kids-are-talking/")
    press(page.locator("[data-action=record]").first)
    expect_recorder(page, "recording")
    page.wait_for_timeout(1000 * (len(take) / RATE - 0.2))
    press(page.locator("[data-action=record]").first)
    expect_recorder(page, "recorded")
    press(page.locator("[data-action=send]"))
    wait_for_result(page)
    assert len(pressed) == MOST_CLICKS
    context.close()
