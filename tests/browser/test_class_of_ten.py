"""A teacher's class from nothing: ten join and practise, and the teacher answers them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import emotion_engine as engine
from tests.browser.class_of_ten import NAMES, TEXT, join, sign_up, ten_voices
from tests.browser.conftest import OpenBrowser
from tests.browser.site import Site
from tests.browser.steps import expect_recorder, record, upload, wait_for_result

pytestmark = [pytest.mark.browser, pytest.mark.weights]

SPEAKING_S = 3.0


@pytest.fixture
def voices(engine_config: engine.EngineConfig, tmp_path: Path) -> list[Path]:
    return ten_voices(tmp_path, engine_config)


@pytest.fixture
def pages(
    site: Site, open_browser: OpenBrowser, voices: list[Path]
) -> Iterator[list[Page]]:
    """The teacher's page and ten learners'; the microphone has the first one's voice."""
    browser = open_browser(f"--use-file-for-fake-audio-capture={voices[0]}")
    errors: list[str] = []
    opened = []
    for _ in range(1 + len(voices)):
        context = browser.new_context(base_url=site.url, permissions=["microphone"])
        opened.append(context.new_page())
        opened[-1].on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    browser.close()
    assert errors == []


def make_class(page: Page) -> tuple[str, str, str]:
    """From no account to a class; its address, its code and its link."""
    page.goto("/accounts/signup/?next=/teach/start/")
    sign_up(page, "ten-teacher")
    page.get_by_label("Name of your school").fill("Lake School")
    page.get_by_role("button", name="Open this school").click()
    page.get_by_role("link", name="New class").first.click()
    page.get_by_label("Name of the class").fill("Class of ten")
    page.get_by_text("16 and older").click()
    page.get_by_role("button", name="Make the class").click()
    expect(page.get_by_text("The class is there.")).to_be_visible()
    address = re.search(r"/teach/classes/[^/]+/", page.url)
    assert address
    page.goto(f"{address[0]}join-sheet/")
    link = page.locator(".join-sheet__address").last.inner_text()
    return address[0], page.locator(".join-sheet__code").inner_text(), link


def write_phrase(page: Page) -> None:
    page.goto("/teach/phrases/new/")
    page.get_by_label("Phrases, one on each line").fill(TEXT)
    page.get_by_role("button", name="Keep these phrases").click()
    expect(page.get_by_text("1 phrase is kept.")).to_be_visible()


def set_assignment(page: Page, class_address: str) -> None:
    """Publish an assignment of the teacher's own phrase."""
    page.goto(f"{class_address}assignments/new/")
    page.get_by_label("Title").fill("The weather")
    page.get_by_role("button", name="Go on to the phrases").click()
    page.get_by_label("From", exact=True).select_option("own")
    expect(page.locator(".picker li")).to_have_count(1)
    page.locator(".picker input").check()
    page.get_by_role("button", name="Add what is chosen").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("your learners see it now")).to_be_visible()


def review_first(page: Page, class_address: str) -> str:
    """Overrule the first point of the first take and comment; return whose it is."""
    page.goto(f"{class_address}review/")
    name = page.locator(".queue__who").first.inner_text()
    page.get_by_role("link", name="Start with the first").click()
    point = page.locator(".point").first
    point.locator("summary").click()
    point.locator(".overrule__choices button").first.click()
    expect(page.locator(".point__teacher strong").first).to_be_visible()
    page.get_by_label("Your comment").fill("Let “tomorrow” rise and fall.")
    page.get_by_role("button", name="Send the comment").click()
    expect(page.locator(".comment")).to_contain_text("Let “tomorrow” rise and fall.")
    page.get_by_role("button", name="Reviewed, go on").click()
    return name


def read_and_answer(page: Page) -> None:
    said = page.locator("#from-teacher")
    page.reload()
    expect(said.locator(".corrections li")).to_have_count(1)
    expect(said).to_contain_text("Let “tomorrow” rise and fall.")
    page.get_by_label("Your answer").fill("I will try again.")
    page.get_by_role("button", name="Send to your teacher").click()
    expect(page.locator(".comment--learner")).to_contain_text("I will try again.")


def open_by_code(page: Page, code: str) -> None:
    page.goto("/join/")
    page.get_by_label("Code of the class").fill(code)
    page.keyboard.press("Enter")


def open_what_is_due(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Practise the next phrase").click()
    expect_recorder(page, "idle")


def practise(learners: list[Page], voices: list[Path]) -> None:
    """The first records, the others upload what they recorded elsewhere."""
    record(learners[0], SPEAKING_S)
    learners[0].get_by_role("button", name="Send").click()
    for page, voice in zip(learners[1:], voices[1:], strict=True):
        upload(page, voice)
    for page in learners:
        wait_for_result(page)
        expect(page.get_by_text("That is the phrase.")).to_be_visible()


def look_at_class(page: Page, class_address: str) -> None:
    """All ten stand in the report and in the file that the teacher takes along."""
    page.goto(class_address)
    expect(page.locator(".page-head")).to_contain_text(
        "10 learners in the class, 10 takes handed in"
    )
    assert page.locator(".weeks tbody th").all_inner_texts() == list(NAMES)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    exported = download.value.path().read_text("utf-8-sig")
    assert [name for name in NAMES if name not in exported] == []


def test_ten_learners_join_and_practise_and_their_teacher_answers(
    pages: list[Page], voices: list[Path]
) -> None:
    """Ten accounts from one address within a lesson, which no rate limit may stop."""
    teacher, *learners = pages
    class_address, code, link = make_class(teacher)
    write_phrase(teacher)
    set_assignment(teacher, class_address)
    for n, page in enumerate(learners):
        if n % 2:
            open_by_code(page, code)
        else:
            page.goto(link)
        join(page, NAMES[n])
        open_what_is_due(page)
    practise(learners, voices)
    look_at_class(teacher, class_address)

    reviewed = review_first(teacher, class_address)
    read_and_answer(learners[NAMES.index(reviewed)])
    teacher.goto(f"{class_address}review/?show=reviewed")
    teacher.locator(".queue__link").first.click()
    expect(teacher.locator("#comments")).to_contain_text("I will try again.")
