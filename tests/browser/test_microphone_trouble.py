"""Messages of the page when no microphone is available."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.browser.site import Site
from tests.browser.steps import PRACTICE, expect_recorder

pytestmark = [pytest.mark.browser, pytest.mark.weights]

FAILING = """
navigator.mediaDevices.getUserMedia = () =>
  Promise.reject(new DOMException("not now", "%s"));
"""


@pytest.mark.parametrize(
    ("error", "title"),
    [
        ("NotFoundError", "No microphone found"),
        ("NotReadableError", "The microphone is in use"),
        ("NotAllowedError", "The microphone is blocked"),
    ],
)
def test_each_kind_of_failure_has_its_own_message(
    page: Page, error: str, title: str
) -> None:
    page.add_init_script(FAILING % error)
    page.goto(PRACTICE)
    page.keyboard.press("r")
    expect_recorder(page, "error")
    expect(page.get_by_text(title)).to_be_visible()
    expect(page.get_by_role("button", name="Record", exact=False)).to_be_visible()
    expect(page.get_by_text("Upload a recording instead")).to_be_visible()


def test_permission_denied_by_the_browser_itself(
    site: Site, open_browser: OpenBrowser, signed_in: dict
) -> None:
    browser = open_browser(
        "--deny-permission-prompts", without="--use-fake-ui-for-media-stream"
    )
    context = browser.new_context(base_url=site.url, storage_state=signed_in)
    page = context.new_page()
    page.goto(PRACTICE)
    page.keyboard.press("r")
    expect_recorder(page, "error")
    expect(page.get_by_text("The microphone is blocked")).to_be_visible()


def test_an_insecure_page_says_so_and_still_takes_a_file(
    page: Page,
) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { value: false });"
    )
    page.goto(PRACTICE)
    page.keyboard.press("r")
    expect(page.get_by_text("Recording needs a secure page")).to_be_visible()
    expect(page.get_by_text("Upload a recording instead")).to_be_visible()


def test_a_browser_without_audio_worklets_says_so(page: Page) -> None:
    page.add_init_script("delete window.AudioWorkletNode;")
    page.goto(PRACTICE)
    page.keyboard.press("r")
    expect(page.get_by_text("This browser cannot record")).to_be_visible()


def test_the_microphone_is_not_requested_before_a_click(page: Page) -> None:
    page.add_init_script(
        "window.asked = 0;"
        "navigator.mediaDevices.getUserMedia = () => { window.asked += 1;"
        " return new Promise(() => {}); };"
    )
    page.goto(PRACTICE)
    page.wait_for_timeout(300)
    assert page.evaluate("window.asked") == 0
    page.keyboard.press("r")
    expect_recorder(page, "requesting")
    assert page.evaluate("window.asked") == 1
