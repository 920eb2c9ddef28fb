"""Finding a phrase among many."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.weights]


def test_the_list_filters_while_typing_and_back_undoes_it(page: Page) -> None:
    page.goto("/")
    cards = page.locator(".phrase-card")
    everything = cards.count()
    assert everything >= 80
    expect(cards.first).to_contain_text("native speakers")
    page.get_by_role("searchbox").press_sequentially("umbrella")
    expect(cards).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page).to_have_url(re.compile("query=umbrella"))
    page.get_by_role("searchbox").fill("zebra")
    expect(page.get_by_role("heading", name="No phrase matches")).to_be_visible()
    page.get_by_role("link", name="Show all phrases").click()
    expect(cards).to_have_count(everything)


def test_a_style_filter_carries_over_to_the_practice_page(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Style").select_option("calm")
    worry = page.get_by_role("link", name="Don't worry")
    expect(worry).to_have_attribute("href", re.compile("style=calm"))
    worry.click()
    expect(page.get_by_role("radio", name="calm")).to_be_checked()


def test_the_list_works_without_scripts(
    site: Site, browser: Browser, signed_in: dict
) -> None:
    context = browser.new_context(
        base_url=site.url, storage_state=signed_in, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_label("Level").select_option("C1")
    page.get_by_label("Focus").select_option("stress")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".phrase-card").first).to_contain_text("C1")
    assert page.locator(".phrase-card").count() < 40  # of 251
    context.close()
