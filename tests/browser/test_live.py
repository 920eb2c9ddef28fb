"""A class of ten says one phrase together, and the big screen follows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import LAPTOP, PHONE, new_page, violations
from tests.browser.site import Site
from tests.browser.steps import expect_recorder, record, upload, wait_for_result

pytestmark = [pytest.mark.browser, pytest.mark.weights]

N_LEARNERS = 10
# A class with its teacher, and a session for each of them; all have agreed.
MAKE = f"""
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from tests.factories.models import LearnerFactory, UserFactory
from tests.factories.schools import EnrolmentFactory, SchoolClassFactory
def session(user):
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return store.session_key
teacher = UserFactory(username="live-teacher")
school_class = SchoolClassFactory(name="Live class", taught_by=teacher)
people = [LearnerFactory(user__username="live-%d" % n) for n in range({N_LEARNERS})]
for learner in people:
    EnrolmentFactory(school_class=school_class, learner=learner)
print("MADE", json.dumps([str(school_class.public_id), session(teacher),
                          [session(learner.user) for learner in people]]))
"""


@pytest.fixture(scope="module")
def people(site: Site) -> tuple[str, str, list[str]]:
    """The class's address, and sessions of its teacher and its learners."""
    made = site.program(MAKE).split("MADE ")[1]
    class_id, teacher, learners = json.loads(made.splitlines()[0])
    return f"/teach/classes/{class_id}/live/", teacher, learners


def open_as(site: Site, browser: Browser, session: str, **look: object) -> Page:
    page = new_page(site, browser, **look)
    cookie = {"name": "sessionid", "value": session, "url": site.url}
    page.context.add_cookies([cookie])
    return page


@pytest.fixture
def screen(
    site: Site, browser: Browser, people: tuple[str, str, list[str]]
) -> Iterator[Page]:
    address, teacher, _learners = people
    page = open_as(site, browser, teacher, viewport=LAPTOP)
    page.goto(address)
    yield page
    page.context.close()


def join(page: Page, code: str) -> None:
    page.goto("/live/")
    page.get_by_label("Code of the round").fill(code.lower())
    page.get_by_role("button", name="Join the round").click()
    expect_recorder(page, "idle")


def test_ten_phones_record_one_phrase_and_the_screen_follows(
    site: Site,
    browser: Browser,
    screen: Page,
    people: tuple[str, str, list[str]],
    microphone_file: Path,
) -> None:
    assert violations(screen) == []
    screen.get_by_label("Search the phrases").fill("talking by the door")
    expect(screen.locator(".live-phrase")).to_have_count(1)
    screen.get_by_role("button", name="Start a round").click()
    code = screen.locator(".screen-join__code").inner_text()
    together = screen.locator("#together")
    expect(together).to_contain_text("3 more takes are needed")

    phones = [open_as(site, browser, key, viewport=PHONE) for key in people[2]]
    for phone in phones:
        join(phone, code)
    expect(together).to_contain_text(f"{N_LEARNERS} have joined")
    record(phones[0], 3)
    phones[0].get_by_role("button", name="Send").click()
    for phone in phones[1:]:
        upload(phone, microphone_file)
    wait_for_result(phones[0])
    expect(together).to_contain_text(f"{N_LEARNERS} have sent a take", timeout=60_000)
    expect(together.locator(".phrase-map")).to_be_visible()
    expect(together.locator(".spread polygon.spread__half").first).to_be_attached()
    expect(together.locator(".spread__shown")).to_have_count(0)
    assert violations(screen) == []

    assert violations(phones[0]) == []
    phones[0].get_by_role("button", name="Show mine").click()
    expect(together.locator("polyline.spread__shown").first).to_be_attached()
    phones[0].get_by_role("button", name="Take mine back").click()
    expect(together.locator(".spread__shown")).to_have_count(0)

    screen.get_by_role("button", name="End the round").click()
    expect(together).to_contain_text("The round is over")
    phones[1].goto(f"/live/{code}/")
    expect(phones[1].get_by_text("This round is over.")).to_be_visible()
    for phone in phones:
        phone.context.close()
