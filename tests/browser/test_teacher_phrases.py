"""A teacher pastes phrases for a class, moves a stress, and hears the model voice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.steps import ANALYSIS_TIMEOUT_MS, expect_playing
from tests.browser.teacher import sign_in_teacher

pytestmark = [pytest.mark.browser, pytest.mark.weights]

PASTED = """I object to that.
Where is the garage?
我们
A photographer came.
Where is the garage?
Two languages are enough.
It was a new record."""


@pytest.fixture
def teacher(site: Site, browser: Browser) -> Page:
    page = browser.new_context(base_url=site.url).new_page()
    sign_in_teacher(page, site)
    return page


def test_five_phrases_are_pasted_marked_and_heard(teacher: Page) -> None:
    teacher.goto("/teach/phrases/")
    teacher.get_by_role("link", name="Write or paste phrases").click()
    teacher.get_by_label("Phrases, one on each line").fill(PASTED)
    preview = teacher.locator("#pasted-lines")
    expect(preview.get_by_role("status")).to_have_text(
        "5 new phrases. 2 lines are left out."
    )
    expect(preview).to_contain_text("letters that English is not written with")
    expect(preview).to_contain_text("The same sentence stands above.")
    verb = preview.get_by_label("ob-JECT", exact=True)
    verb.focus()
    teacher.keyboard.press("Space")
    expect(preview).to_contain_text("Stress: I ob-JECT")
    expect(verb).to_be_focused()
    teacher.get_by_role("button", name="Keep these phrases").click()
    expect(teacher.get_by_text("5 phrases are kept.")).to_be_visible()
    expect(teacher.locator(".teach-phrases__item")).to_have_count(5)

    teacher.get_by_label("Search the phrases").fill("object")
    teacher.keyboard.press("Enter")
    teacher.get_by_role("link", name="ob-JECT").click()
    play = teacher.locator("reference-player [data-play]")
    play.wait_for(timeout=ANALYSIS_TIMEOUT_MS)  # the worker makes it meanwhile
    play.click()
    expect_playing(teacher, "reference-player")
