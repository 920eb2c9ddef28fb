"""A teacher reads what to do next, opens one learner, and downloads the report."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import LAPTOP, PHONE, new_page, violations
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.weights]

PASSWORD = "a long sentence nobody guesses"
MAKE = f"""
from datetime import timedelta
from django.utils import timezone
from benchmarks.made_class import make
from teaching_app.insights.models import TakeFact
school_class = make(n_learners=12, n_takes=24, name="Class 9b")
silent = school_class.enrolments.order_by("-pk")[:2]
TakeFact.objects.filter(
    analysis__submission__enrolment__in=list(silent),
    taken_at__gte=timezone.now() - timedelta(weeks=4),
).delete()
teacher = school_class.staff.get().membership.user
learner = school_class.enrolments.order_by("name").first().learner.user
for name, account in (("report-teacher", teacher), ("report-learner", learner)):
    account.username = name
    account.set_password({PASSWORD!r})
    account.save()
print("CLASS", school_class.public_id)
"""


@pytest.fixture(scope="module")
def class_id(site: Site) -> str:
    """A class of twelve with known habits."""
    return site.program(MAKE).split("CLASS ")[1].split()[0]


def signed_in(site: Site, browser: Browser, name: str) -> Iterator[Page]:
    page = new_page(site, browser, viewport=LAPTOP)
    page.goto("/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{site.url}/")
    yield page
    page.context.close()


@pytest.fixture
def teacher(site: Site, browser: Browser, class_id: str) -> Iterator[Page]:
    yield from signed_in(site, browser, "report-teacher")


@pytest.fixture
def learner(site: Site, browser: Browser, class_id: str) -> Iterator[Page]:
    yield from signed_in(site, browser, "report-learner")


def check(page: Page) -> None:
    """Check that axe finds no violations and nothing is wider than a phone."""
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    assert violations(page) == []
    page.set_viewport_size(LAPTOP)


def test_a_teacher_reads_what_to_do_next(teacher: Page, class_id: str) -> None:
    teacher.goto(f"/teach/classes/{class_id}/")
    expect(teacher.get_by_role("heading", level=1)).to_have_text(
        "What should we do next?"
    )
    expect(teacher.locator(".pattern").first).to_contain_text("of 10")
    expect(teacher.get_by_role("button", name="Print this page")).to_be_visible()
    check(teacher)
    with teacher.expect_download() as download:
        teacher.get_by_role("link", name="PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")

    teacher.get_by_role("link", name="Aiko").click()
    expect(teacher.get_by_role("heading", level=1)).to_have_text("Aiko")
    check(teacher)
    teacher.get_by_role("link", name="Report in plain words").click()
    expect(teacher.get_by_role("heading", name="What to do next")).to_be_visible()
    check(teacher)


def test_a_learner_reads_the_report_in_plain_words(
    learner: Page, class_id: str
) -> None:
    learner.goto(f"/classes/{class_id}/report/")
    expect(learner.get_by_role("heading", name="How it goes")).to_be_visible()
    check(learner)


def test_the_printed_report_has_no_controls(teacher: Page, class_id: str) -> None:
    teacher.goto(f"/teach/classes/{class_id}/")
    teacher.emulate_media(media="print")
    for hidden in (".pattern__do", ".files", ".class-tabs", ".site-header"):
        expect(teacher.locator(hidden).first).to_be_hidden()
    expect(teacher.locator(".pattern__teach").first).to_be_visible()
