"""Consent in the browser: it is asked once, and a take waits while it is missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.steps import LEARNER, PRACTICE, agree, expect_recorder, record

pytestmark = [pytest.mark.browser, pytest.mark.weights]

WITHDRAW = f"""
from teaching_app.practice.models import Learner
from teaching_app.practice.services import consents
consents.withdraw(learner=Learner.objects.get(user__username="{LEARNER}"))
"""


def test_a_take_waits_in_the_browser_until_its_learner_agrees(
    page: Page, site: Site
) -> None:
    page.goto(PRACTICE)
    record(page, 0.6)
    site.program(WITHDRAW)
    page.keyboard.press("s")
    expect_recorder(page, "error")
    expect(page.get_by_text("Your agreement is needed")).to_be_visible()
    page.get_by_role("link", name="Read and agree").click()

    expect(page.get_by_label("Full name of the parent")).to_be_hidden()
    page.get_by_label("younger than 16").check()
    page.get_by_label("Full name of the parent").fill("Li Na")
    page.get_by_label("I am the parent or guardian").check()
    page.get_by_role("button", name="I agree").click()

    page.wait_for_url(f"**{PRACTICE}")
    expect(page.get_by_text("A take is waiting")).to_be_visible()
    page.get_by_role("button", name="Send", exact=False).click()
    page.wait_for_url("**/takes/**")
    site.program(WITHDRAW)
    agree(page)  # as the other tests expect: adult, with styles
