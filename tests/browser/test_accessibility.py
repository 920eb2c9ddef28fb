"""Run axe on every page, in light and dark, on a phone and on a laptop."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, resolve
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import ROOT, Site
from tests.browser.staff import forget_second_factor, give_password, sign_in_staff
from tests.browser.states import STATES, write_states
from tests.browser.steps import PRACTICE, expect_recorder
from tests.factories.sign_in import code_now

pytestmark = [pytest.mark.browser, pytest.mark.weights]

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
# The address of every page a learner sees; those of a take are built from its states.
PAGES = [
    "/",
    "/?query=nothing-has-this",
    PRACTICE,
    "/microphone/",
    "/mirror/",
    "/my-phrases/",
    "/practice/",
    "/practice/games/stress/",
    "/phrases/kids-are-talking/listen/",
    "/offline/",
    "/history/",
    "/history/kids-are-talking/",
    "/progress/",
    "/consent/",
    "/my-data/",
    "/my-data/delete/",
    "/account/programs/",
    "/account/programs/webhooks/",
    "/nothing-here/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
]
ANONYMOUS_PAGES = [
    "/?level=C1",
    "/privacy/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/unknown/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-unknown/",
    "/accounts/password/reset/key/done/",
]
# URL names that are not pages: partials, audio, files, actions.
NO_PAGES = {
    "reference_audio",
    "reference_partial",
    "submit_take",
    "daily_goal",
    "listen_next",
    "listened",
    "own_phrase_preview",
    "remove_own_phrase",
    "analysis_status",
    "result_partial",
    "retry_take",
    "judge_take_again",
    "take_audio",
    "receipt_text",
    "receipt_json",
    "exports_partial",
    "ask_export",
    "download_export",
    "choose_expression",
    "withdraw_consent",
    "choose_language",
    "listening_sound",
    "answer_listening",
    "several_voices",
    "choose_voice",
    "renditions",
    "rendition_audio",
    "cues",
    "health",
    "metrics",
    "ready",
    "manifest",
    "service_worker",
    "first_visit",  # leads on to consent, microphone test and a phrase
    "account_set_password",  # only for accounts without a password, which do not exist
    "account_confirm_login_code",  # sign-in by code is disabled
    "mfa_download_recovery_codes",
    "insights_assign",
    "insights_csv",
    "insights_xlsx",
    "insights_pdf",
    "insights_plain_pdf",
    "insights_example",
    "insights_take",
    "teach_names",
    "teach_judge",
    "teach_since",
    "teach_done",
    "teach_comment",
    "teach_voice_comment",
    "teach_comment_phrase",
    "comment_audio",
    "answer_teacher",
    "revoke_token",
    "change_webhook",
}
ELSEWHERE = tuple(
    f"teaching_app.{app}." for app in ("schools", "insights", "lti", "natives")
)
FOR_PROGRAMS = "api_"
# Pages with their own test below.
VISITED = {
    "feedback",
    "erase_take",
    "receipt",
    "own_phrase",
    "erase_own_phrase",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_authenticate",
    "mfa_reauthenticate",
    # in test_class_report.py
    "insights_class",
    "insights_learner",
    "insights_plain",
    "insights_my_report",
}
# Those of teachers' phrases are checked in test_teacher_phrases.
VISITED |= {"teach_phrases", "teach_phrases_new", "teach_phrase", "teach_variants"}
NO_PAGES |= {
    "teach_phrases_preview",
    "teach_phrase_remove",
    "teach_variant_remove",
    "teach_strictness",
}
# Those of joining a class and of the roster are checked in test_joining.
VISITED |= {
    "join_by_code",
    "join_class",
    "guardian",
    "choose_password",
    "my_classes",
    "my_class",
    "leave_class",
    "teach_join_sheet",
    "teach_roster",
    "teach_roster_import",
    "teach_roster_preview",
    "teach_cards",
    "teach_enrolment",
    "teach_remove_learner",
}
NO_PAGES |= {
    "share_examples",
    "teach_roster_groups",
    "teach_invite_learner",
    "teach_guardian_link",
}
# Those of assignments, and what they post to, are checked in test_assignments.
VISITED |= {
    "teach_assignments",
    "teach_assignment_new",
    "teach_assignment",
    "teach_assignment_edit",
    "teach_assignment_phrases",
    "teach_assignment_delete",
    "teach_assignment_learner",
    "my_assignments",
    "my_assignment",
    "practise_assignment",
}
NO_PAGES |= {
    "teach_marks",
    "teach_assignment_publish",
    "teach_assignment_copy",
    "teach_assignment_item",
    "teach_extension",
    "teach_hand_in",
    "teach_set_aside",
    "choose_take",
    "hand_in",
    # test_review.py
    "teach_queue",
    "teach_review",
    "teach_confirm",
    "teach_overruled",
    "teach_comment_phrases",
    "teach_take",
}


# Steps of signing in with a school's account, which lead on; its own pages are checked
# in test_course.
NO_PAGES |= {
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
}
if find_spec("onelogin"):
    NO_PAGES |= {"saml_login", "saml_acs", "saml_metadata", "saml_sls"}
# A school's record store too is checked there.
VISITED |= {"record_store"}
NO_PAGES |= {"change_record_store"}


@pytest.fixture(scope="module")
def states(site: Site) -> dict[str, str]:
    return write_states(site)


def new_page(site: Site, browser: Browser, **options: object) -> Page:
    """A page without its CSP, so that axe can be injected."""
    context = browser.new_context(
        base_url=site.url, bypass_csp=True, permissions=["microphone"], **options
    )
    return context.new_page()


@pytest.fixture(scope="module")
def learner_page(site: Site, browser: Browser, signed_in: dict) -> Iterator[Page]:
    page = new_page(site, browser, storage_state=signed_in)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def anybodys_page(site: Site, browser: Browser) -> Iterator[Page]:
    page = new_page(site, browser)
    yield page
    page.context.close()


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


def names(patterns: list, found: set[str]) -> set[str]:
    """All URL names except those of the admin's pages, which are Django's own.

    Schools' and insights' pages are checked within their own journeys, and programs see
    no pages.
    """
    for pattern in patterns:
        if getattr(pattern, "namespace", None) == "admin":
            continue
        if hasattr(pattern, "url_patterns"):
            names(pattern.url_patterns, found)
        elif pattern.callback.__module__.startswith(ELSEWHERE):
            continue
        elif pattern.name and not pattern.name.startswith(FOR_PROGRAMS):
            found.add(pattern.name)
    return found


def test_every_page_is_checked() -> None:
    looked_at = {
        resolve(path.partition("?")[0]).url_name
        for path in (*PAGES, *ANONYMOUS_PAGES)
        if path != "/nothing-here/"
    }
    everything = names(get_resolver().url_patterns, set())
    assert everything - NO_PAGES - VISITED == looked_at - VISITED


def check(page: Page, path: str) -> None:
    """Check on a laptop and on a phone, where nothing may be wider than the screen."""
    visit(page, path, LAPTOP)
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert violations(page) == []
    assert not is_wide(page), "the page scrolls sideways on a phone"


def is_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_a_learner(learner_page: Page, path: str) -> None:
    check(learner_page, path)


@pytest.mark.parametrize("path", ANONYMOUS_PAGES)
def test_pages_without_signing_in(anybodys_page: Page, path: str) -> None:
    check(anybodys_page, path)


def test_a_new_learner_is_asked_for_consent(site: Site, browser: Browser) -> None:
    page = new_page(site, browser)
    page.goto("/accounts/signup/")
    page.fill("[name=username]", "newcomer")
    for name in ("password1", "password2"):
        page.fill(f"[name={name}]", "a long sentence nobody guesses")
    page.click("main button[type=submit]")
    page.wait_for_url("**/consent/**")
    check(page, PRACTICE)
    check(page, "/consent/")
    page.get_by_label("younger than 16").check()
    assert violations(page) == []
    page.get_by_role("button", name="I agree").click()
    page.get_by_text("Write the guardian").wait_for()
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("name", STATES)
def test_feedback_in_every_state(
    learner_page: Page, states: dict[str, str], name: str
) -> None:
    page = visit(learner_page, states[name], PHONE)
    for summary in page.locator("main summary").all():
        summary.click()
    assert violations(page) == []
    assert not is_wide(page), "the page scrolls sideways on a phone"


def test_deleting_a_take_and_its_receipt(
    learner_page: Page, states: dict[str, str]
) -> None:
    check(learner_page, f"{states['failed']}delete/")
    learner_page.get_by_role("button", name="Delete it for good").click()
    learner_page.wait_for_url("**/receipts/**")
    check(learner_page, urlsplit(learner_page.url).path)


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
    page.keyboard.press("d")  # or the next page would find a waiting take
    expect_recorder(page, "idle")


def test_an_own_phrase_while_it_is_typed(learner_page: Page) -> None:
    page = visit(learner_page, "/my-phrases/", PHONE)
    page.fill("[name=text]", "They object to Zhongguancun.")
    page.locator("[name=stress-1]").first.wait_for()
    assert violations(page) == []


def test_an_own_phrase_is_edited_and_deleted(learner_page: Page) -> None:
    page = visit(learner_page, "/my-phrases/", PHONE)
    page.fill("[name=text]", "I object to that object.")
    page.get_by_role("button", name="Practise it").click()
    page.wait_for_url("**/phrases/own-*/")
    phrase = f"/my-{urlsplit(page.url).path.lstrip('/')}"
    check(page, phrase)
    check(page, f"{phrase}delete/")
    page.get_by_role("button", name="Delete it for good").click()
    page.wait_for_url("**/receipts/**")


def test_a_token_and_a_webhook_are_made(learner_page: Page) -> None:
    page = visit(learner_page, "/account/programs/", PHONE)
    page.get_by_role("button", name="Make the token").click()
    page.get_by_label("What is it for?").fill("Course page")
    page.get_by_role("button", name="Make the token").click()
    page.get_by_text("Tick at least one").wait_for()
    assert violations(page) == []
    page.get_by_label("read your takes").check()
    page.get_by_role("button", name="Make the token").click()
    page.get_by_label("Token", exact=True).wait_for()
    assert violations(page) == []
    assert not is_wide(page), "the page scrolls sideways on a phone"
    page.get_by_role("button", name="Revoke").click()
    page.get_by_text("The token is revoked").wait_for()
    page.goto("/account/programs/webhooks/")
    page.get_by_label("Address").fill(f"https://school.example/{'long/' * 12}")
    page.get_by_role("button", name="Set it up").click()
    page.get_by_label("Secret", exact=True).wait_for()
    assert violations(page) == []
    assert not is_wide(page), "the page scrolls sideways on a phone"
    page.get_by_role("button", name="Delete").click()


def test_a_second_factor_is_set_up_used_and_removed(
    site: Site, browser: Browser
) -> None:
    page = new_page(site, browser)
    sign_in_staff(page, site)
    check(page, "/my-data/")
    check(page, "/accounts/2fa/")
    page.get_by_role("link", name="Activate").click()
    give_password(page)  # re-authentication before sensitive changes
    check(page, "/accounts/2fa/totp/activate/")
    page.fill("[name=code]", code_now(page.input_value("#authenticator_secret")))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery-codes/")
    code = page.input_value("#recovery_codes").split()[0]
    for path in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        check(page, f"/accounts/2fa/{path}")
    check(page, "/accounts/2fa/reauthenticate/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    sign_in_staff(page, site)
    page.wait_for_url("**/2fa/authenticate/")
    assert violations(page) == []
    page.set_viewport_size(LAPTOP)
    assert violations(page) == []
    page.fill("[name=code]", code)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/")
    page.context.close()
    forget_second_factor(site)


def test_axe_reports_a_page_with_a_fault(anybodys_page: Page) -> None:
    page = visit(anybodys_page, "/privacy/", PHONE)
    page.evaluate("document.querySelector('main').append(new Image())")
    assert violations(page) != []


def test_axe_reports_what_only_the_dark_scheme_makes_unreadable(
    anybodys_page: Page,
) -> None:
    page = visit(anybodys_page, "/privacy/", PHONE)
    page.evaluate(
        "document.querySelector('main p').style.color = 'light-dark(#222, #333)'"
    )
    assert [(scheme, rule) for scheme, rule, _ in violations(page)] == [
        ("dark", "color-contrast")
    ]
