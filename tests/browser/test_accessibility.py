"""axe on every page, in light and dark, on a phone and on a laptop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.site import ROOT, Site
from tests.browser.states import STATES, write_states
from tests.browser.steps import PRACTICE, expect_recorder

pytestmark = [pytest.mark.browser, pytest.mark.weights]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async (rules) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: rules } });
  return found.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 160))]);
}"""
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
PAGES = [
    "/",
    "/?query=nothing-has-this",
    PRACTICE,
    "/my-phrases/",
    "/practice/",
    "/phrases/kids-are-talking/listen/",
    "/microphone/",
    "/offline/",
    "/history/",
    "/history/kids-are-talking/",
    "/progress/",
    "/nothing-here/",
    "/accounts/password/change/",
]
ANONYMOUS_PAGES = [
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
]


@pytest.fixture(scope="module")
def states(site: Site) -> dict[str, str]:
    return write_states(site)


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return request.param


def new_page(site: Site, browser: Browser, **options: object) -> Page:
    """A page whose policy is off, so that axe can be added to it."""
    context = browser.new_context(
        base_url=site.url, bypass_csp=True, permissions=["microphone"], **options
    )
    return context.new_page()


@pytest.fixture(scope="module")
def learner_page(
    site: Site, browser: Browser, signed_in: dict, scheme: str
) -> Iterator[Page]:
    page = new_page(site, browser, storage_state=signed_in, color_scheme=scheme)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def anybodys_page(site: Site, browser: Browser, scheme: str) -> Iterator[Page]:
    page = new_page(site, browser, color_scheme=scheme)
    yield page
    page.context.close()


def visit(page: Page, path: str, viewport: dict) -> Page:
    page.set_viewport_size(viewport)
    page.goto(path)
    return page


def violations(page: Page) -> list:
    page.wait_for_timeout(250)  # transitions and the chart are over
    page.add_script_tag(path=AXE)
    return page.evaluate(RUN_AXE, RULES)


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_a_learner(learner_page: Page, path: str) -> None:
    assert violations(visit(learner_page, path, LAPTOP)) == []


@pytest.mark.parametrize("path", ANONYMOUS_PAGES)
def test_pages_for_everybody(anybodys_page: Page, path: str) -> None:
    assert violations(visit(anybodys_page, path, PHONE)) == []


@pytest.mark.parametrize("name", STATES)
def test_feedback_in_every_state(
    learner_page: Page, states: dict[str, str], name: str
) -> None:
    page = visit(learner_page, states[name], PHONE)
    for summary in page.locator("main summary").all():
        summary.click()
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide, "the page scrolls sideways on a phone"


def test_the_recorder_while_it_records_and_after(learner_page: Page) -> None:
    page = visit(learner_page, PRACTICE, PHONE)
    page.keyboard.press("r")
    expect_recorder(page, "recording")
    assert violations(page) == []
    page.keyboard.press("r")
    expect_recorder(page, "recorded")
    assert violations(page) == []
    page.keyboard.press("?")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("d")  # the next page must not find it waiting
    expect_recorder(page, "idle")


def test_a_sentence_of_ones_own_while_it_is_typed(learner_page: Page) -> None:
    page = visit(learner_page, "/my-phrases/", PHONE)
    page.fill("[name=text]", "They object to Zhongguancun.")
    page.locator("[name=stress-1]").first.wait_for()
    assert violations(page) == []


def test_axe_would_find_something(anybodys_page: Page) -> None:
    page = visit(anybodys_page, "/", PHONE)
    page.evaluate("document.querySelector('main').append(new Image())")
    assert violations(page) != []
