"""Into a class in the browser: a young learner by the link, and the guardian's word."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.weights]

MAKE = """
from datetime import date, timedelta
from django.contrib.auth import get_user_model
from teaching_app.schools.models import ClassStaff, Institution, Membership, SchoolClass

school = Institution.objects.create(name="Shuguang Middle School")
teacher = get_user_model().objects.create_user("ms-wang", first_name="Lin")
member = Membership.objects.create(institution=school, user=teacher, role="teacher")
today = date.today()
school_class = SchoolClass.objects.create(
    institution=school, name="English 7b", age_group="teens", join_code="ACDEFGH",
    starts_on=today, ends_on=today + timedelta(days=90))
ClassStaff.objects.create(school_class=school_class, membership=member)
"""
STATES = """
from teaching_app.schools.models import Enrolment
from teaching_app.practice.selectors import consents
row = Enrolment.objects.get(school_class__join_code="ACDEFGH")
print("STATE", row.state, consents.may_record(row.learner))
"""


def state(site: Site) -> str:
    lines = site.manage("shell", stdin=STATES).splitlines()
    return next(line for line in lines if line.startswith("STATE"))


def sign_up(page: Page) -> None:
    page.get_by_role("link", name="I am new here").click()
    page.fill("[name=username]", "young-learner")
    for field in ("password1", "password2"):
        page.fill(f"[name={field}]", "a long sentence nobody guesses")
    page.click("main button[type=submit]")
    page.wait_for_url("**/join/**")


def test_a_newcomer_joins_by_code_and_a_guardian_agrees_by_link(
    site: Site, browser: Browser
) -> None:
    site.manage("shell", stdin=MAKE)
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
