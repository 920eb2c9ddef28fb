"""Files and takes that are not assessable: each gets its own clear message."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.steps import PRACTICE, expect_recorder, upload, wait_for_result
from tests.browser.takes import bad_files

pytestmark = [pytest.mark.browser, pytest.mark.weights]


@pytest.fixture(scope="module")
def files(
    take: np.ndarray, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    return bad_files(tmp_path_factory.mktemp("bad"), take)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty", "nothing that can be heard"),
        ("text", "no sound"),
        ("ten_hours", "lasts longer"),
        ("truncated", "breaks off"),
        ("truncated_webm", "breaks off"),
    ],
)
def test_a_file_that_is_not_audio_is_refused_at_once(
    page: Page, files: dict[str, Path], name: str, words: str
) -> None:
    page.goto(PRACTICE)
    upload(page, files[name])
    expect_recorder(page, "error")
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()
    page.reload()
    expect_recorder(page, "idle")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("silence", {"no_speech", "too_quiet"}),
        ("noise", {"no_speech", "too_noisy"}),
        ("too_short", {"too_short"}),
        ("three_minutes", {"too_long"}),
        ("only_begins_like_webm", {"not_audio", "truncated", "no_audio_stream"}),
    ],
)
def test_a_take_that_is_not_assessable_explains_why_and_what_to_do(
    page: Page, files: dict[str, Path], name: str, code: set[str]
) -> None:
    page.goto(PRACTICE)
    upload(page, files[name])
    wait_for_result(page)
    problem = page.locator("[data-problem]")
    expect(problem).to_be_visible()
    assert problem.get_attribute("data-problem") in code
    expect(problem.get_by_role("link", name="Record again")).to_be_visible()
    expect(page.locator(".word")).to_have_count(0)
    expect(page.locator(".score")).to_have_count(0)
    expect(page.locator(".style-bars")).to_have_count(0)


def test_another_phrase_has_no_score_but_can_be_heard(
    page: Page, take: np.ndarray, files: dict[str, Path]
) -> None:
    page.goto("/phrases/dark-suit/")
    upload(page, files["text"].parent / "whole.wav")
    wait_for_result(page)
    expect(page.locator("[data-problem=other_phrase]")).to_be_visible()
    expect(page.locator(".heard__text")).to_contain_text("door", ignore_case=True)
    expect(page.get_by_role("button", name="Play my take")).to_be_visible()
    expect(page.locator(".score")).to_have_count(0)


def test_the_form_works_without_scripts(
    site: Site, browser: Browser, signed_in: dict, files: dict[str, Path]
) -> None:
    context = browser.new_context(
        base_url=site.url, storage_state=signed_in, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(PRACTICE)
    page.set_input_files("[name=audio]", files["text"])
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("no sound")
    page.set_input_files("[name=audio]", files["text"].parent / "whole.wav")
    page.get_by_role("button", name="Upload", exact=True).click()
    page.wait_for_url("**/takes/**")
    expect(page.locator(".finding__title")).to_be_visible(timeout=30_000)
    context.close()
