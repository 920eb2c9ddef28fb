"""Joining a class in the browser: a minor by the link, and the guardian's consent."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import check, is_wide, new_page, violations
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.weights]

CLASS_ID = """
from teaching_app.schools.models import SchoolClass
print("CLASS", SchoolClass.objects.get(join_token="7b").public_id)
"""
PASSWORD = "a long sentence nobody guesses"
MAKE = f"""
PASSWORD = {PASSWORD!r}
from datetime import date, timedelta
from django.contrib.auth import get_user_model
from teaching_app.schools.models import ClassStaff, Institution, Membership, SchoolClass

school = Institution.objects.create(name="Shuguang Middle School")
teacher = get_user_model().objects.create_user(
    "ms-wang", password=PASSWORD, first_name="Lin")
member = Membership.objects.create(institution=school, user=teacher, role="teacher")
today = date.today()
school_class = SchoolClass.objects.create(
    institution=school, name="English 7b", age_group="teens", join_code="ACDEFGH",
    starts_on=today, ends_on=today + timedelta(days=90), join_token="7b")
ClassStaff.objects.create(school_class=school_class, membership=member)
"""
STATES = """
from teaching_app.schools.models import Enrolment
from teaching_app.practice.selectors import consents
row = Enrolment.objects.get(learner__user__username="young-learner")
print("STATE", row.state, consents.may_record(row.learner))
"""


@pytest.fixture(scope="module", autouse=True)
def school_class(site: Site) -> None:
    """A class of teenagers, with a teacher."""
    site.program(MAKE)


def state(site: Site) -> str:
    lines = site.program(STATES).splitlines()
    return next(line for line in lines if line.startswith("STATE"))


def sign_up(page: Page) -> None:
    page.get_by_role("link", name="I am new here").click()
    page.fill("[name=username]", "young-learner")
    for field in ("password1", "password2"):
        page.fill(f"[name={field}]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/join/**")


def test_a_newcomer_joins_by_code_and_a_guardian_agrees_by_link(
    site: Site, browser: Browser
) -> None:
    learner = browser.new_context(base_url=site.url).new_page()
    learner.goto("/join/")
    learner.get_by_label("Code of the class").fill("acd efgh")
    learner.keyboard.press("Enter")
    expect(learner.get_by_text("Shuguang Middle School")).to_be_visible()
    sign_up(learner)

    expect(learner.get_by_text("only how many takes a week")).to_be_visible()
    learner.get_by_label("Your name, as your teacher knows you").fill("Li Wei")
    learner.get_by_label("younger than 16").check()
    learner.get_by_role("button", name="I agree").click()
    link = learner.get_by_label("Link for your parent or guardian").input_value()
    assert state(site) == "STATE waiting False"

    guardian = browser.new_context(locale="zh-CN").new_page()
    guardian.goto(link)
    expect(guardian.get_by_role("heading", level=1)).to_contain_text("Li Wei")
    guardian.get_by_label("你的全名").fill("李娜")
    guardian.get_by_label("我是父母或监护人").check()
    guardian.get_by_role("button", name="同意", exact=True).click()
    expect(guardian.get_by_role("heading", name="谢谢")).to_be_visible()
    assert state(site) == "STATE active True"

    learner.goto("/classes/")
    learner.get_by_role("link", name="English 7b").click()
    learner.get_by_role("button", name="Mine may be played").click()
    expect(learner.get_by_role("button", name="Play none of mine")).to_be_visible()
    learner.get_by_role("link", name="Leave this class").click()
    learner.get_by_role("button", name="Leave this class").click()
    expect(learner.get_by_text("You have left the class")).to_be_visible()
    assert state(site) == "STATE left True"
    for page in (learner, guardian):
        page.context.close()


def sign_in(page: Page, name: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/login/" not in address)


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def test_a_teacher_imports_a_list_and_a_card_opens_an_account(
    site: Site, browser: Browser
) -> None:
    """Every page on the way is checked with axe, on a laptop and a phone."""
    teacher = new_page(site, browser)
    sign_in(teacher, "ms-wang", PASSWORD)
    teacher.goto("/join/7b/")  # her own class as a learner sees it
    check(teacher, "/join/7b/")
    list_of = site.program(CLASS_ID).split("CLASS ")[1].split()[0]
    roster = f"/teach/classes/{list_of}/learners/"
    check(teacher, roster)
    check(teacher, f"/teach/classes/{list_of}/join-sheet/")
    check(teacher, f"{roster}import/")
    teacher.get_by_label("Or write the names here").fill("Leo Braun\n王芳\nLeo Braun")
    teacher.get_by_role("button", name="Look at it").click()
    expect(teacher.get_by_text("An earlier line is the same learner")).to_be_visible()
    check(teacher, path_of(teacher))
    teacher.get_by_role("button", name="Take in 2 learners").click()
    expect(teacher.get_by_role("button", name="Print")).to_be_visible()
    assert violations(teacher) == []
    assert not is_wide(teacher)
    username, password = teacher.locator(".login-card code").all_inner_texts()[:2]

    check(teacher, roster)
    teacher.get_by_role("link", name="Leo Braun").click()
    teacher.get_by_role("button", name="Make a link for a guardian").click()
    link = teacher.get_by_label("Link for a parent or guardian").input_value()
    check(teacher, path_of(teacher))
    check(teacher, f"{path_of(teacher)}remove/")
    teacher.context.close()

    learner = new_page(site, browser)
    for path in ("/join/", "/join/7b/", "/join/nothing/", urlsplit(link).path):
        check(learner, path)
    sign_in(learner, username, password)
    check(learner, "/classes/")
    assert path_of(learner) == "/first-password/"
    for name in ("new_password1", "new_password2"):
        learner.fill(f"[name={name}]", PASSWORD)
    learner.get_by_role("button", name="Keep this password").click()
    check(learner, "/classes/")
    learner.goto("/join/7b/")  # the guardian's link is open
    assert violations(learner) == []
    learner.goto(link)
    learner.get_by_label("Your full name").fill("Ute Lang")
    learner.get_by_label("I am the parent or guardian").check()
    learner.get_by_role("button", name="Yes, I agree").click()
    assert violations(learner) == []
    check(learner, f"/classes/{list_of}/")
    check(learner, f"/classes/{list_of}/leave/")
    learner.context.close()
