"""Every URL is requested by every actor and compared with the access table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from teaching_app.practice.models import DataExport, ErasureReceipt, Learner, Phrase
from tests.factories.fixtures import made_once
from tests.factories.models import (
    AnalysisFactory,
    LearnerFactory,
    ListeningSoundFactory,
    PhraseFactory,
    ReferenceAudioFactory,
    RenditionFactory,
)
from tests.factories.sound import wav_bytes
from tests.unit.teaching_app.access import (
    GONE,
    OK,
    answer_of,
    assert_every_method_has_a_line,
    browser_of,
    rows_of,
    session_of,
    views_of,
)
from tests.unit.teaching_app.practice.access_table import COLUMNS, TABLE, Line

pytestmark = pytest.mark.django_db

# What a form needs to be taken seriously.
SENT: dict[str, dict[str, Any]] = {
    "renditions": {"kind": "all"},
    "answer_listening": {"choice": 0},
    "erase_everything": {"sure": "yes"},
}


# Other applications have a table of their own.
VIEWS = views_of("teaching_app.practice.")


class Made(NamedTuple):
    """What every test starts from, and the folder of its files."""

    rows: dict[str, list[Any]]
    sessions: dict[str, str]
    everything: dict[str, list[Any]]
    files: Path


def make_rows(learner: Learner) -> dict[str, list[Any]]:
    """What addresses name, all of it the learner's but what is on offer to everybody."""
    rendition = RenditionFactory(made=True, analysis__recording__owner=learner)
    take = rendition.analysis
    own_phrase = PhraseFactory(owner=learner)
    reference = ReferenceAudioFactory()
    AnalysisFactory(recording__owner=learner, recording__phrase=reference.phrase)
    own_reference = ReferenceAudioFactory(phrase=own_phrase)
    export = DataExport(learner=learner, state="done", changed_at=timezone.now())
    export.file.save("exports/a.zip", ContentFile(b"zip"), save=True)
    sound = ListeningSoundFactory(made=True)
    receipt = ErasureReceipt.objects.create(
        scope="take", rows={}, n_files=1, size=1, erased_at=timezone.now()
    )
    return {
        "": [],
        "take": [take.public_id],
        "rendition": [take.public_id, rendition.kind],
        "phrase": [reference.phrase.slug],
        "own_phrase": [own_phrase.slug],
        "reference": [reference.phrase.slug, reference.pk],
        "own_reference": [own_phrase.slug, own_reference.pk],
        "export": [export.public_id],
        "receipt": [receipt.public_id],
        "game": ["stress"],
        "sound": [sound.pk],
    }


def make_sessions(learner: Learner) -> dict[str, str]:
    """The session of an account for each column of the table."""
    accounts = {
        "owner": learner.user,
        "other": LearnerFactory().user,
        "staff": LearnerFactory(user__is_staff=True, user__is_superuser=True).user,
        "stranger": None,
    }
    assert tuple(accounts) == COLUMNS
    return {column: session_of(account) for column, account in accounts.items()}


def ask(client: Client, line: Line, address: list[Any]) -> str:
    """Send what the line says; how it is answered, in the words of the table."""
    method, name = line.request.split()
    data = SENT.get(name, {})
    if name == "submit_take" and method == "POST":
        audio = ContentFile(wav_bytes(), "take.wav")
        data = {"audio": audio, "idempotency_key": uuid4(), "source": "recorder"}
    send = getattr(client, method.lower())
    return answer_of(send(reverse(name, args=address), data))


def everything() -> dict[str, list[Any]]:
    """All rows of practice, but for learners: a first visit may make one."""
    models = apps.get_app_config("teaching_app").get_models()
    return rows_of(model for model in models if model is not Learner)


@pytest.fixture(scope="module")
def made_for_all(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Made]:
    """Made once, as making takes far longer than the request."""
    files = tmp_path_factory.mktemp("files")

    def make() -> Made:
        learner = LearnerFactory()
        rows, sessions = make_rows(learner), make_sessions(learner)
        return Made(rows, sessions, everything(), files)

    with made_once(make, django_db_blocker, files) as made:
        yield made


@pytest.fixture
def made(made_for_all: Made, private_files: Path) -> Made:
    copytree(made_for_all.files, private_files)
    return made_for_all


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: str(p.name))
def test_every_view_has_a_line_for_each_of_its_methods(pattern: URLPattern) -> None:
    assert_every_method_has_a_line(pattern, TABLE)


def test_a_view_that_takes_an_id_is_tried_with_one() -> None:
    named = {p.name for p in VIEWS if p.pattern.converters}
    assert named == {line.request.split()[1] for line in TABLE if line.about}
    assert len(named) > 20


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("line", TABLE, ids=lambda li: f"{li.request} {li.about}")
def test_each_is_answered_as_the_table_says(
    line: Line, column: str, made: Made
) -> None:
    expected = line.answers[COLUMNS.index(column)]
    browser = browser_of(made.sessions[column])
    assert ask(browser, line, made.rows[line.about]) == expected
    if expected != OK:
        assert everything() == made.everything, "a refusal changes nothing"
    elif line.request.startswith("POST erase_") and column == "owner":
        assert everything() != made.everything, "what is answered is done"


def test_the_owners_phrase_off_the_list_is_reached_from_its_takes_alone(
    made: Made,
) -> None:
    address = made.rows["own_phrase"]
    Phrase.objects.filter(slug=address[0]).update(is_active=False)
    browser = browser_of(made.sessions["owner"])
    answers = {
        name: answer_of(browser.get(reverse(name, args=address)))
        for name in ("practice", "own_phrase", "erase_own_phrase")
    }
    assert answers == {"practice": OK, "own_phrase": GONE, "erase_own_phrase": OK}
