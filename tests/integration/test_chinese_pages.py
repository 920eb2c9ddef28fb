"""Every page in Chinese has no English but what is English: phrases, names, terms."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from teaching_app.practice.models import Learner, Phrase
from teaching_app.practice.services import consents, content, erasure
from tests.factories.models import (
    AnalysisFactory,
    LearnerFactory,
    ListeningSoundFactory,
    RecordingFactory,
    ReferenceAudioFactory,
)
from tests.reports import native_report, synthetic_report, unheard

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STATES = ("queued", "running", "done", "failed", "rejected")
READ_OUT = frozenset({"aria-label", "title", "placeholder", "alt", "content", "label"})
VOID = frozenset({"meta", "link", "input", "img", "br", "hr", "use", "source"})
ENGLISH = re.compile(r"[A-Za-z][A-Za-z’']{2,}")
# What keeps its name, and what is quoted from the phrases in what is said about them.
NAMES = re.compile(
    r"Intona|RAVDESS|TIMIT|Livingstone & Russo|Garofolo et al\.?|CC BY-NC-SA|sample"
    r"|OpenAPI|Webhook"
    r"|JSON|ZIP|WAV|MP3|M4A|Ogg|WebM|FLAC|AAC|AIFF|AMR|CAF|WMA|Cookie|https?|UTC|Esc|English"
    r"|[Ee]mail|token|\{\w+\}|dB|kHz|actor_\d+|learner-\d+|Kokoro-82M|Apache"
    r"|Heart|Bella|Michael|Fenrir|Emma|Isabella|George|Fable|[0-9a-f-]{36}|“[^”]*”|《[^》]*》"
)


class Shown(HTMLParser):
    """What a page says in its own language, and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.inside: list[tuple[str, bool]] = []
        self.feed(page)

    @property
    def is_hidden(self) -> bool:
        return any(hidden for _, hidden in self.inside)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_english = given.get("lang", "").startswith("en")
        if given.get("href", "").startswith("/") and tag == "a":
            self.links.append(given["href"])
        if not self.is_hidden and not is_english and given.get("name") not in META:
            self.said += [v for n, v in given.items() if n in READ_OUT or n in DATA]
        if tag not in VOID:
            is_data = tag == "script" and given.get("type") != "application/json"
            hidden = is_english or is_data or tag == "style" or _about(given)
            self.inside.append((tag, hidden))

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.is_hidden:
            return
        tags = [tag for tag, _ in self.inside]
        if tags[-1:] == ["script"]:
            is_speech = "take-spectrogram" in tags  # syllables and sounds, in English
            self.said += [] if is_speech else _sentences(json.loads(data))
        else:
            self.said.append(data)


META = frozenset(
    {"viewport", "color-scheme", "theme-color", "csp-nonce", "htmx-config"}
)
DATA = frozenset({"data-announcement", "data-quiet", "data-good", "data-loud"})
# Words about phrases quote their English: the catalogue's test looks after them.
ABOUT_PHRASES = ("tip", "stage__meaning", "phrase-card__meaning")


def _about(given: dict[str, str]) -> bool:
    return any(name in given.get("class", "").split() for name in ABOUT_PHRASES)


def _sentences(value: Any) -> list[str]:
    """The words a script is given; not its keys, and not the text of the phrase."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [
            s for k, v in value.items() if k not in PHRASE_KEYS for s in _sentences(v)
        ]
    return [s for v in value for s in _sentences(v)] if isinstance(value, list) else []


PHRASE_KEYS = frozenset({"text", "syllables", "words", "ticks", "code", "kind"})


@pytest.fixture
def learner(db: None) -> Learner:
    cache.clear()
    content.install_phrases()
    content.install_profiles()
    learner = LearnerFactory(language="zh-hans")
    phrase = Phrase.objects.get(slug="kids-are-talking")
    for style in ("neutral", "happy"):
        ReferenceAudioFactory(phrase=phrase, style=style)
    ListeningSoundFactory(made=True)
    for state in STATES:
        AnalysisFactory(
            recording=RecordingFactory(owner=learner, phrase=phrase),
            state=state,
            style="happy",
            report=native_report() if state in ("running", "done") else None,
            refusal="not_audio" if state == "rejected" else "",
            claimed_by="nobody" if state == "running" else "",
            heartbeat_at=timezone.now(),
        )
    for report in (synthetic_report(), unheard()):
        AnalysisFactory(
            recording=RecordingFactory(owner=learner, phrase=phrase),
            state="done",
            report=report,
        )
    return learner


def english(page: str) -> list[str]:
    quoted = "|".join(map(re.escape, Phrase.objects.values_list("text", flat=True)))
    phrases = re.compile(quoted or r"(?!)")
    said = [NAMES.sub("", phrases.sub("", text)) for text in Shown(page).said]
    return [text.strip()[:100] for text in said if ENGLISH.search(text)]


def crawl(client: Client, *starts: str, phrases: int = 3) -> dict[str, list[str]]:
    """What is English on each page that can be reached; of the library a few phrases."""
    waiting, found = list(starts), {}
    while waiting:
        url = waiting.pop()
        path = urlsplit(url).path
        n_phrases = sum(seen.startswith("/phrases/") for seen in found)
        if path in found or (path.startswith("/phrases/") and n_phrases >= phrases):
            continue
        response = client.get(url)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            page = response.content.decode()
            waiting += Shown(page).links
            found[path] = english(page)
    return found


def test_no_page_of_a_learner_has_english_in_it(
    learner: Learner, learner_client: Client
) -> None:
    receipt = erasure.erase_take(recording=RecordingFactory(owner=learner))
    found = crawl(
        learner_client,
        "/",
        "/?query=nothing-has-this",
        "/my-data/delete/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/logout/",
        "/accounts/reauthenticate/",
        f"/receipts/{receipt.public_id}/",
        "/no/",
    )
    assert {"/", "/history/", "/my-data/", "/privacy/", "/consent/"} <= set(found)
    assert "/practice/games/stress/" in found
    assert sum(path.startswith("/takes/") for path in found) > len(STATES)
    assert {path: words for path, words in found.items() if words} == {}


def test_no_page_for_everybody_has_english_in_it(client: Client, db: None) -> None:
    client.cookies["django_language"] = "zh-hans"
    found = crawl(
        client,
        "/",
        "/privacy/",
        "/accounts/inactive/",
        "/accounts/confirm-email/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/1-unknown/",
        "/accounts/password/reset/key/done/",
    )
    assert {"/", "/accounts/login/", "/accounts/signup/"} <= set(found)
    assert {path: words for path, words in found.items() if words} == {}


def test_consent_and_wrong_forms_have_no_english_in_them(
    learner: Learner, learner_client: Client
) -> None:
    consents.withdraw(learner=learner)
    answers = [
        learner_client.get("/consent/"),
        learner_client.post("/consent/", {"age": "younger"}),
        learner_client.get("/phrases/kids-are-talking/"),
        learner_client.post("/my-data/delete/"),
        learner_client.post("/accounts/password/change/", {"password1": "x"}),
        Client(headers={"accept-language": "zh-CN"}).post("/accounts/signup/", {}),
    ]
    for response in answers:
        assert english(response.content.decode()) == []


def test_in_english_there_would_be_much_of_it(client: Client, db: None) -> None:
    """The net above is fine enough."""
    page = client.get("/").content.decode()
    assert len(english(page.replace('<html lang="en"', "<html"))) > 10
