"""A teacher reviews a take by keyboard; its learner reads that and replies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.axe import check, new_page, violations
from tests.browser.handed_in import hand_in, sign_in_teacher
from tests.browser.site import Site
from tests.browser.steps import expect_playing, expect_recorder, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.weights]


@pytest.fixture
def handed_in(site: Site, microphone_file: Path, signed_in: dict) -> dict[str, str]:
    return hand_in(site, microphone_file)


@pytest.fixture
def teacher(site: Site, browser: Browser, handed_in: dict) -> Iterator[Page]:
    context = browser.new_context(base_url=site.url, permissions=["microphone"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in_teacher(page)
    yield page
    context.close()
    assert errors == []


def wait_until_analysed(page: Page, url: str) -> None:
    """Poll the learner's JSON status view until the worker has finished."""
    page.goto("/history/")
    done = f"fetch('{url}').then(r => r.json()).then(a => a.state === 'done')"
    wait_until(page, done, seconds=90)


def test_a_teacher_overrules_by_keyboard_and_the_learner_replies(
    page: Page, teacher: Page, handed_in: dict[str, str]
) -> None:
    wait_until_analysed(page, handed_in["status"])
    teacher.goto(handed_in["review"])
    row = teacher.locator(".queue__item").filter(has_text="Mei Lin")
    expect(row.first).to_contain_text("Kids are talking by the door.")
    teacher.keyboard.press("m")
    # A point is current as soon as the page listens to keys.
    expect(teacher.locator(".point--current")).to_have_attribute(
        "data-point", "stress:2"
    )

    teacher.keyboard.press("p")
    expect_playing(teacher, "take-player")
    teacher.keyboard.press("f")
    expect_playing(teacher, "take-player")
    teacher.keyboard.press("x")
    expect(teacher.locator(".overrule__choices button").first).to_be_focused()
    teacher.keyboard.press("Enter")
    overruled = teacher.locator("[data-point='stress:2'] .point__teacher")
    expect(overruled).to_contain_text("Ann Lee")
    expect(teacher.locator(".point--current")).not_to_have_attribute(
        "data-point", "stress:2"
    )
    accepted = teacher.locator(".point--current").get_attribute("data-point")
    teacher.keyboard.press("a")
    expect(teacher.locator(f"[data-point='{accepted}']")).to_contain_text("agrees")

    teacher.keyboard.press("c")
    teacher.keyboard.type("Mind the rhythm, a lot.")
    expect(teacher.locator("#comment-text")).to_have_value("Mind the rhythm, a lot.")
    teacher.get_by_role("button", name="Send the comment").press("Enter")
    expect(teacher.locator(".comment")).to_contain_text("Mind the rhythm, a lot.")

    teacher.locator("#voice-comment summary").press("v")
    teacher.keyboard.press("r")
    expect_recorder(teacher, "recording")
    teacher.wait_for_timeout(1500)
    teacher.keyboard.press("r")
    expect_recorder(teacher, "recorded")
    teacher.keyboard.press("s")
    expect(teacher.locator(".comment audio")).to_be_visible()
    teacher.keyboard.press("?")
    expect(teacher.get_by_text("Accept what the machine says")).to_be_visible()
    teacher.keyboard.press("Escape")
    teacher.keyboard.press("m")
    teacher.wait_for_url("**/review/")

    page.goto(handed_in["feedback"])
    said = page.locator("#from-teacher")
    expect(said).to_contain_text("Mind the rhythm, a lot.")
    expect(said.locator("audio")).to_have_count(1)
    expect(said).to_contain_text("Ann Lee")
    page.get_by_label("Your answer").fill("Which word do you mean?")
    page.get_by_label("This is a question").check()
    page.get_by_role("button", name="Send to your teacher").click()
    expect(page.locator(".comment--learner")).to_contain_text("Which word do you mean?")

    teacher.goto(handed_in["review"])
    expect(teacher.locator(".queue__item").first).to_contain_text("a question")


def test_a_comment_begun_before_the_last_one_is_back_is_kept(
    teacher: Page, handed_in: dict[str, str]
) -> None:
    teacher.goto(handed_in["take"])
    on_their_way: list[Route] = []
    teacher.route("**/comments/**", lambda route: on_their_way.append(route))
    text = teacher.get_by_label("Your comment")
    text.fill("Good rhythm.")
    teacher.get_by_role("button", name="Send the comment").click()
    text.press_sequentially(" And the melody")
    while not on_their_way:
        teacher.wait_for_timeout(20)
    on_their_way[0].continue_()
    expect(teacher.locator(".comment__text")).to_have_text("Good rhythm.")
    expect(text).to_have_value("And the melody")
    teacher.keyboard.type(" too.")
    expect(text).to_have_value("And the melody too.")
    teacher.unroute("**/comments/**")
    teacher.get_by_role("button", name="Send the comment").click()
    expect(teacher.locator(".comment__text").last).to_have_text("And the melody too.")
    expect(text).to_have_value("")
    expect(teacher.locator("#comments")).to_be_focused()


def test_axe_finds_no_violations_in_the_review_pages(
    site: Site, browser: Browser, handed_in: dict[str, str], page: Page
) -> None:
    wait_until_analysed(page, handed_in["status"])
    teacher = new_page(site, browser)
    sign_in_teacher(teacher)
    teacher.goto(handed_in["take"])
    teacher.get_by_role("button", name="Accept").first.click()
    expect(teacher.locator(".point__teacher").first).to_be_visible()
    for path in (
        handed_in["review"],
        f"{handed_in['review']}?show=reviewed",
        "/teach/review/",
        "/teach/review/confirm/",
        "/teach/review/overruled/",
        "/teach/review/phrases/",
        handed_in["take"],
    ):
        check(teacher, path)
    for summary in teacher.locator("main summary").all():
        summary.click()
    assert violations(teacher) == []
    teacher.context.close()
    check(
        new_page(site, browser, storage_state=page.context.storage_state()),
        handed_in["feedback"],
    )
