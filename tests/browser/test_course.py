"""From a course of a learning platform to a grade in it, as browsers go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import check, new_page, violations
from tests.browser.course_site import CourseSite, course_site
from tests.browser.site import Site
from tests.browser.steps import expect_recorder, record, wait_for_result
from tests.factories.servers import free_port

pytestmark = [pytest.mark.browser, pytest.mark.weights]

PASSWORD = "a long sentence nobody guesses"
# A school with an administrator who teaches a class, and has connected the account.
MAKE = """
from django.utils import timezone
from lti_tool.models import LtiUser
from teaching_app.practice.models import Phrase
from teaching_app.schools.models import Membership
from tests.factories.platforms import SimulatedPlatform
from tests.factories.schools import (
    AssignmentItemFactory, MembershipFactory, SchoolClassFactory)
admin = MembershipFactory(
    institution__name="Greenfield", role="admin", user__username="ms-green")
admin.user.set_password("{password}")
admin.user.save()
platform = SimulatedPlatform("{url}", tool="{tool}").register(admin.institution)
LtiUser.objects.create(
    registration=platform.registration, sub="teacher-1", auth_user=admin.user)
school_class = SchoolClassFactory(
    name="Evening class", institution=admin.institution, taught_by=admin.user)
AssignmentItemFactory(
    phrase=Phrase.objects.get(slug="kids-are-talking"),
    assignment__title="Plain facts", assignment__marking="completion",
    assignment__school_class=school_class)
print("PAGES", admin.institution.public_id, platform.public_id, school_class.public_id)
"""


@pytest.fixture(scope="module")
def course(site: Site) -> Iterator[CourseSite]:
    """The platform, registered with a school."""
    with course_site(free_port(), site.url) as course:
        make = MAKE.format(url=course.url, tool=site.url, password=PASSWORD)
        course.made = site.program(make).split("PAGES ")[1].split()
        yield course


def test_an_assignment_is_linked_opened_handed_in_and_graded(
    site: Site, browser: Browser, course: CourseSite
) -> None:
    teacher = browser.new_context().new_page()
    errors: list[Any] = []
    teacher.on("pageerror", lambda error: errors.append(error))
    teacher.goto(f"{course.url}/links")
    frame = teacher.frame_locator("iframe")
    frame.get_by_label("Evening class").check()
    frame.get_by_role("button", name="Connect").click()
    frame.get_by_label("Plain facts").check()
    frame.get_by_role("button", name="Link these").click()
    expect(frame.get_by_text("1 link in the course")).to_be_visible()
    assert course.links[0]["lineItem"]["scoreMaximum"] == 1
    assert teacher.context.cookies(site.url) == [], "a frame needs none"
    assert errors == []

    learner = browser.new_context(permissions=["microphone"])
    page = learner.new_page()
    page.goto(f"{course.url}/work")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("browsers keep the microphone shut")).to_be_visible()
    with learner.expect_page() as opened:
        frame.get_by_role("link", name="Open in a new tab").click()
    tab = opened.value
    tab.get_by_role("button", name="Continue as Mia Wang").click()
    tab.wait_for_url("**/join/**")
    tab.get_by_label("16 or older").check()
    tab.get_by_role("button", name="I agree").click()
    tab.wait_for_url("**/assignments/**")
    tab.get_by_role("link", name="Practise").first.click()
    expect_recorder(tab, "idle")
    record(tab, 3)
    tab.get_by_role("button", name="Send").click()
    wait_for_result(tab)
    for _tenth in range(150):
        if any(score.get("scoreGiven") for score in course.scores):
            break
        tab.wait_for_timeout(100)
    assert course.scores[-1]["userId"] == "learner-1"
    assert course.scores[-1]["gradingProgress"] == "FullyGraded"
    assert (course.scores[-1]["scoreGiven"], course.scores[-1]["scoreMaximum"]) == (
        1,
        1,
    )


def test_the_pages_are_accessible(
    site: Site, browser: Browser, course: CourseSite
) -> None:
    page = new_page(site, browser)
    check(page, "/sign-on/")
    page.goto("/accounts/login/")
    page.fill("[name=login]", "ms-green")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{site.url}/")
    school, platform, school_class = course.made
    for path in (
        f"/teach/institutions/{school}/platforms/",
        f"/teach/platforms/{platform}/",
        f"/teach/institutions/{school}/sign-on/",
        f"/teach/institutions/{school}/one-roster/",
        f"/teach/institutions/{school}/one-roster/systems/",
        f"/teach/institutions/{school}/record-store/",
        f"/teach/classes/{school_class}/courses/",
    ):
        check(page, path)
    for start in ("links", "new"):  # the first is what a frame shows
        page.goto(f"{course.url}/start?hint={start}")
        page.wait_for_url(f"{site.url}/lti/**")
        assert violations(page) == []
