"""A teacher sets an assignment; a learner hands in, online and offline."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import check
from tests.browser.site import Site
from tests.browser.steps import expect_recorder, record, upload, wait_for_result
from tests.factories.connection import Connection

pytestmark = [pytest.mark.browser, pytest.mark.weights]

PASSWORD = "a long sentence nobody guesses"
# A class with its teacher and one learner, who has given every consent.
MAKE = f"""
from django.contrib.auth import get_user_model
from teaching_app.practice.services import consents, learners
from tests.factories.schools import EnrolmentFactory, SchoolClassFactory
accounts = get_user_model().objects
teacher = accounts.create_user("ms-byron", password="{PASSWORD}")
pupil = accounts.create_user("mei", password="{PASSWORD}")
learner = learners.of(user=pupil)
consents.agree(learner=learner, to_expression=True)
school_class = SchoolClassFactory(
    name="Evening class", taught_by=teacher, allows_expression=True
)
EnrolmentFactory(school_class=school_class, learner=learner, name="Mei Lin")
print("CLASS", school_class.public_id)
"""
HANDED_IN = """
import json
from teaching_app.schools.models import Submission
rows = Submission.objects.order_by("attempt").select_related("analysis__recording")
print("ROWS", json.dumps([
    [s.attempt, s.analysis.with_expression, s.analysis.style,
     s.analysis.recording.source] for s in rows]))
"""

OpenAs = Callable[[str], Page]


@pytest.fixture(scope="module")
def class_address(site: Site) -> str:
    public_id = site.program(MAKE).split("CLASS ")[1].split()[0]
    return f"/teach/classes/{public_id}/assignments/"


@pytest.fixture
def open_as(browser: Browser, connection: Connection) -> Iterator[OpenAs]:
    """A page of a signed-in user who reaches the site through ``connection``."""
    contexts = []

    def open_page(name: str) -> Page:
        context = browser.new_context(
            base_url=connection.url, bypass_csp=True, permissions=["microphone"]
        )
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("[name=login]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(f"{connection.url}/")
        return page

    yield open_page
    for context in contexts:
        context.close()


def set_assignment(page: Page, class_address: str) -> None:
    """Go from the empty list to a published assignment of one phrase."""
    page.goto(class_address)
    page.get_by_role("link", name="New assignment").click()
    page.get_by_label("Title").fill("Plain facts")
    page.get_by_label("Attempts at each phrase").fill("2")
    page.get_by_role("button", name="Go on to the phrases").click()
    page.get_by_label("Search the phrases").fill("talking by the door")
    expect(page.locator(".picker li")).to_have_count(1)
    page.locator(".picker input").check()
    page.get_by_role("button", name="Add what is chosen").click()
    expect(page.locator(".item__text")).to_have_text("Kids are talking by the door.")
    page.get_by_label("Marks").select_option("teacher")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your changes are kept.")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("your learners see it now")).to_be_visible()


def handed_in(site: Site) -> list[list[object]]:
    return json.loads(site.program(HANDED_IN).split("ROWS ")[1])


def test_an_assignment_is_set_practised_and_marked(
    site: Site,
    open_as: OpenAs,
    connection: Connection,
    class_address: str,
    microphone_file: Path,
) -> None:
    teacher = open_as("ms-byron")
    set_assignment(teacher, class_address)

    learner = open_as("mei")
    expect(learner.locator(".due-first")).to_contain_text("Plain facts")
    learner.get_by_role("link", name="Practise the next phrase").click()
    expect(
        learner.get_by_text("This take is handed in to “Plain facts”")
    ).to_be_visible()
    expect(learner.locator("[name=style]")).to_have_count(0)
    expect_recorder(learner, "idle")
    record(learner, 3)
    learner.get_by_role("button", name="Send").click()
    wait_for_result(learner)
    expect(learner.locator(".handed-in")).to_contain_text("attempt 1 of 2")

    learner.get_by_role("link", name="Back to the phrase").click()
    expect_recorder(learner, "idle")
    stale = learner.context.new_page()
    stale.goto(learner.url)
    expect_recorder(stale, "idle")
    connection.cut()
    upload(learner, microphone_file)
    expect(learner.get_by_text("No connection")).to_be_visible()
    learner.close()
    connection.restore()
    other = learner.context.new_page()
    other.goto("/history/")  # any page sends waiting takes
    other.get_by_role("link", name="See your feedback").click()
    expect(other.locator(".handed-in")).to_contain_text("attempt 2 of 2")
    other.get_by_role("link", name="Back to the phrase").click()
    expect(other.get_by_text("You have used all attempts")).to_be_visible()
    expect(other.locator("take-recorder")).to_be_hidden()
    record(stale, 1)  # one too many, in a page that is out of date
    stale.reload()
    expect(stale.get_by_text("You recorded a take here")).to_be_visible()
    stale.get_by_role("button", name="Send").click()
    expect(stale.get_by_text("All attempts at this phrase were used")).to_be_visible()
    other.get_by_role("link", name="Plain facts").click()
    expect(other.get_by_text("0 attempts left")).to_be_visible()
    assert handed_in(site) == [[1, False, "", "recorder"], [2, False, "", "upload"]]

    teacher.reload()
    mark = teacher.get_by_label("Mark of Mei Lin")
    mark.fill("B+")
    mark.press("Enter")  # past the last learner, to the button
    teacher.keyboard.press("Enter")
    expect(teacher.get_by_text("1 mark is kept.")).to_be_visible()
    other.goto("/assignments/")
    expect(other.get_by_text("Mark: B+")).to_be_visible()

    overview = urlsplit(teacher.url).path
    learners = teacher.get_by_role("link", name="Mei Lin").get_attribute("href")
    new, below = f"{class_address}new/", ("", "edit/", "phrases/", "delete/")
    for path in (
        class_address,
        new,
        learners,
        *(f"{overview}{page}" for page in below),
    ):
        check(teacher, str(path))
    asked = overview.replace("/teach", "")
    for path in ("/", "/assignments/", asked, f"{asked}kids-are-talking/"):
        check(other, path)
