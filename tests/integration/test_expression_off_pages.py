"""EXPRESSION_MODE=off: every page, answer, copy, log and command, with old takes in it.

The takes were made while expression was on, and their learner had asked for it: this is
what an installation that switches it off has in its database.
"""

from __future__ import annotations

import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

import emotion_engine as engine
from teaching_app.practice.management.commands.analyse import Command as Analyse
from teaching_app.practice.models import DataExport, Learner, Phrase
from teaching_app.practice.services import (
    analysis_run,
    consents,
    content,
    erasure,
    exports,
)
from tests.factories import engines
from tests.factories.models import (
    AnalysisFactory,
    LearnerFactory,
    PhraseFactory,
    RecordingFactory,
    ReferenceAudioFactory,
)
from tests.reports import native_report

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}
STATES = ("queued", "running", "done", "failed", "rejected")
# "Neutral" is left out: it says nothing by itself.
STYLES = [name for name in engine.STYLES if name != "neutral"]
TRACES = re.compile(
    rf"express(?!ed)|\bstyles?\b|style_|\b({'|'.join(STYLES)}|disgusted)\b", re.I
)
OF_A_PHRASE = re.compile(r"/(?:phrases|history)/([\w-]+)/")
# Attributes that name files or looks, not anything said to a learner.
LOOKS = frozenset({"class", "rel", "id", "for", "name"})


class Said(HTMLParser):
    """What a page says and where it leads: text, values of attributes, links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action", "hx-get") and value:
                self.links.append(value)
            if name not in LOOKS and value and not value.startswith("/static/"):
                self.words.append(value)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture
def library(db: None) -> Phrase:
    """All shipped phrases, and one that natives have said in every style."""
    content.install_phrases()
    content.install_profiles()
    return Phrase.objects.get(slug="kids-are-talking")


@pytest.fixture
def learner(request: pytest.FixtureRequest, settings: Any) -> Learner:
    """A learner with a take in every state; then the switch."""
    if "library" in request.fixturenames:
        phrase = request.getfixturevalue("library")
    else:
        phrase = PhraseFactory(focus="style", tip="Say it happy, then sad.")
    learner = LearnerFactory()
    for style in ("neutral", "happy"):
        ReferenceAudioFactory(phrase=phrase, style=style)
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
    settings.EXPRESSION_ENABLED = False
    settings.ENGINE = replace(settings.ENGINE, expression_enabled=False)
    return learner


def crawl(
    client: Client, *starts: str, without: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str, list[str]]]:
    """Every page that can be reached by links, with what it says.

    Pages of the phrases ``without`` are left out.
    """
    waiting, seen = list(starts), set()
    while waiting:
        url = waiting.pop()
        path = urlsplit(url).path
        if path in seen or not url.startswith("/") or path.startswith("/static/"):
            continue
        seen.add(path)
        if (about := OF_A_PHRASE.match(path)) and about[1] in without:
            continue
        response = client.get(url)
        kind = response.headers.get("Content-Type", "")
        if response.streaming or response.status_code == 405:
            continue
        body = response.content.decode()
        if kind.startswith("text/html"):
            said = Said(body)
            waiting += said.links
            yield path, kind, said.words
        else:
            yield path, kind, [body]


# Sentences of the library that have the name of a style in them, and what is said of
# them. A style offered for a take would show the other names, too.
LIBRARY = json.loads(content.PHRASES.read_text())
QUOTED = " ".join(
    f"{phrase['slug']} {phrase['text']} {phrase['tip']}"
    for phrase in LIBRARY
    if TRACES.search(phrase["text"])
).lower()


def alike() -> frozenset[str]:
    """Shipped phrases of whose kind there is an earlier one.

    What their pages say of their own is their text and meaning, which the library lists
    too, and their tip.
    """
    kinds, found = set(), set()
    for phrase in LIBRARY:
        is_named = phrase["slug"] in QUOTED
        has = tuple(name in phrase for name in ("stress", "accent", "target_styles"))
        kind = (phrase["level"], phrase["focus"], is_named, has)
        if kind in kinds:
            found.add(phrase["slug"])
        kinds.add(kind)
    return frozenset(found)


def traces(words: list[str]) -> list[str]:
    return [
        text.strip()[:120]
        for text in words
        if TRACES.search(text) and not is_quoted(text)
    ]


def is_quoted(text: str) -> bool:
    """Whether a sentence of the library is shown, linked to, or marked with stress."""
    shown = re.sub(r"^stress: | · intona$", "", text.strip().lower())
    linked = re.findall(r"phrases/([\w-]+)/", shown)
    if linked:
        return all(slug in QUOTED for slug in linked)
    return shown.replace("-", "") in QUOTED.replace("-", "")


@pytest.mark.slow
def test_no_page_that_a_learner_can_reach_has_a_trace(
    library: Phrase, learner: Learner, learner_client: Client
) -> None:
    receipt = erasure.erase_take(recording=RecordingFactory(owner=learner))
    found: dict[str, list[str]] = {}
    starts = ["/", "/history/", "/my-data/", f"/receipts/{receipt.public_id}/", "/no/"]
    for path, _, words in crawl(learner_client, *starts, without=alike()):
        found[path] = traces(words)
    takes = [path for path in found if path.startswith("/takes/")]
    assert len(found) > 90  # the phrases' pages among them
    assert len(takes) > len(STATES)
    assert {"/consent/", "/privacy/", "/my-data/", "/history/"} <= set(found)
    assert {path: words for path, words in found.items() if words} == {}


def test_no_tip_that_is_shown_has_a_trace(library: Phrase, learner: Learner) -> None:
    tips = [phrase.tip_shown for phrase in Phrase.objects.all()]
    assert sum(map(bool, tips)) > 200
    assert traces(tips) == []


def test_no_page_for_everybody_has_a_trace(
    library: Phrase, learner: Learner, client: Client
) -> None:
    found = {path: traces(words) for path, _, words in crawl(client, "/", "/privacy/")}
    assert {"/", "/privacy/", "/accounts/login/", "/accounts/signup/"} <= set(found)
    assert {path: words for path, words in found.items() if words} == {}


def test_whoever_is_asked_for_consent_reads_nothing_of_it(
    learner: Learner, learner_client: Client
) -> None:
    consents.withdraw(learner=learner)
    page = learner_client.get("/consent/").content.decode()
    assert traces(Said(page).words) == []


def test_no_json_answer_has_a_trace(learner: Learner, learner_client: Client) -> None:
    for analysis in learner.recordings.get(analyses__state="done").analyses.all():
        url = f"/takes/{analysis.public_id}/status/"
        assert traces([learner_client.get(url, headers=JSON).content.decode()]) == []
    for path in ("/no/", "/takes/no/"):
        assert traces([learner_client.get(path, headers=JSON).content.decode()]) == []


def test_no_file_of_a_copy_has_a_trace(learner: Learner) -> None:
    export = exports.ask(learner=learner)
    exports.pack(export.pk, worker="worker-a")
    archive = zipfile.ZipFile(DataExport.objects.get().file)
    said = [archive.read(n).decode() for n in archive.namelist() if n[:6] != "files/"]
    assert len(said) > 4
    assert traces(said) == []


def test_an_analysis_leaves_no_trace_in_row_or_log(
    learner: Learner, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    first = timezone.now() - timedelta(days=1)  # of those that wait
    take = AnalysisFactory(recording__owner=learner, queued_at=first)
    analysis_run.run(
        take.pk, worker="worker-a", analyze=engines.each_by(engines.analyze)
    )
    take.refresh_from_db()
    assert take.state == "done"
    assert "done" in caplog.text
    assert traces([caplog.text, json.dumps(take.report), take.stage]) == []


def test_no_command_speaks_of_it(learner: Learner) -> None:
    out = io.StringIO()
    with redirect_stdout(out):
        Analyse().print_help("manage.py", "analyse")
    call_command("install_content", stdout=out)
    call_command("check", stdout=out)
    assert "--text" in out.getvalue()
    assert traces([out.getvalue()]) == []


def test_with_expression_on_there_would_be_traces(
    learner: Learner, learner_client: Client, settings: Any
) -> None:
    """The nets above are fine enough: the same pages are full of it otherwise."""
    settings.EXPRESSION_ENABLED = True
    for path in ("/", "/my-data/", "/privacy/"):
        page = learner_client.get(path).content.decode()
        assert traces(Said(page).words), path
