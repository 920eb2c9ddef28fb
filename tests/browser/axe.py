"""Run axe on a page as it stands, in light and dark, on a phone and on a laptop."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.browser.site import ROOT, Site

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the colours of a scheme decide; all else is the same in light and dark.
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
SCHEMES = {
    "light": {"type": "tag", "values": RULES},
    "dark": {"type": "rule", "values": RULES_OF_COLOUR},
}
RUN_AXE = """async (runOnly) => {
  const found = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return found.violations.map((v) => [v.id, v.nodes.map((n) => n.html.slice(0, 160))]);
}"""
# Allow two frames, at most a second, for animations to start, then finish them all: a
# browser that is starved of CPU time would never finish them.
SETTLE = """async () => {
  const frames = async () => {
    for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
  };
  await Promise.race([frames(), new Promise((done) => setTimeout(done, 1000))]);
  for (const one of document.getAnimations())
    if (one.effect.getComputedTiming().endTime !== Infinity) one.finish();
}"""
# The library's 251 cards are alike, and axe takes seconds for them: a dozen will do.
SHORTEN = """() => {
  const cards = document.querySelectorAll(".phrase-grid > :nth-child(n + 13)");
  for (const card of cards) card.remove();
}"""
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


def new_page(site: Site, browser: Browser, **options: object) -> Page:
    """A page without its CSP, so that axe can be injected."""
    context = browser.new_context(
        base_url=site.url, bypass_csp=True, permissions=["microphone"], **options
    )
    return context.new_page()


def visit(page: Page, path: str, viewport: dict) -> Page:
    page.set_viewport_size(viewport)
    page.goto(path)
    return page


def violations(page: Page) -> list:
    """Violations that axe finds in the page's present state, in light and dark."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    page.evaluate(SHORTEN)
    found = []
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLE)
        found += [[scheme, *one] for one in page.evaluate(RUN_AXE, rules)]
    return found


def check(page: Page, path: str) -> None:
    """Check on a laptop and on a phone, where nothing may be wider than the screen."""
    visit(page, path, LAPTOP)
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert violations(page) == []
    assert not is_wide(page), "the page scrolls sideways on a phone"


def is_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
