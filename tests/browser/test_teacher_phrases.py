"""A teacher pastes phrases, hears the model voice, and accepts a stress in a class."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import check, new_page, violations
from tests.browser.site import Site
from tests.browser.steps import ANALYSIS_TIMEOUT_MS, expect_playing
from tests.browser.teacher import TEACHER, sign_in_teacher

pytestmark = [pytest.mark.browser, pytest.mark.weights]

PASTED = """I object to that.
Where is the garage?
我们
A photographer came.
Where is the garage?
Two languages are enough.
It was a new record."""


FIND_CLASS = f"""
from teaching_app.schools.models import SchoolClass
taught = SchoolClass.objects.get(staff__membership__user__username="{TEACHER}")
print("CLASS", taught.public_id)
"""


@pytest.fixture
def teacher(site: Site, browser: Browser) -> Iterator[Page]:
    page = new_page(site, browser)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in_teacher(page, site)
    yield page
    page.context.close()
    assert errors == []


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
    expect(preview).to_contain_text("Stress: I ob-JECT")  # by its place in the sentence
    noun = preview.get_by_label("OB-ject (noun)", exact=True)
    noun.focus()
    teacher.keyboard.press("Space")
    expect(preview).to_contain_text("Stress: I OB-ject")
    expect(noun).to_be_focused()
    assert violations(teacher) == []
    teacher.get_by_role("button", name="Keep these phrases").click()
    expect(teacher.get_by_text("5 phrases are kept.")).to_be_visible()
    expect(teacher.locator(".teach-phrases__item")).to_have_count(5)

    teacher.get_by_label("Search the phrases").fill("object")
    teacher.keyboard.press("Enter")
    teacher.get_by_role("link", name="OB-ject").click()
    play = teacher.locator("reference-player [data-play]")
    play.wait_for(timeout=ANALYSIS_TIMEOUT_MS)  # the worker makes it meanwhile
    play.click()
    expect_playing(teacher, "reference-player")
    check(teacher, urlsplit(teacher.url).path)
    check(teacher, "/teach/phrases/")


def test_a_class_accepts_another_stress(teacher: Page, site: Site) -> None:
    found = re.search(r"CLASS (\S+)", site.program(FIND_CLASS))
    assert found
    teacher.goto(f"/teach/classes/{found[1]}/variants/")
    teacher.get_by_label("A word").fill("garage")
    teacher.keyboard.press("Enter")
    teacher.get_by_label("GAR-age").check()
    assert violations(teacher) == []
    teacher.get_by_role("button", name="Accept it").click()
    expect(teacher.locator(".variants")).to_contain_text("GAR-age")
    teacher.get_by_label("gentle").check()
    teacher.get_by_role("button", name="Save").click()
    expect(teacher.get_by_label("gentle")).to_be_checked()
    check(teacher, urlsplit(teacher.url).path)
