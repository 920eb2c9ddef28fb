"""Every URL is requested by every actor and compared with the access table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import (
    IntConverter,
    SlugConverter,
    StringConverter,
    UUIDConverter,
)
from django.utils import timezone

from teaching_app.practice.models import DataExport, ErasureReceipt, Learner, Phrase
from tests.factories.models import (
    AnalysisFactory,
    LearnerFactory,
    PhraseFactory,
    ReferenceAudioFactory,
    RenditionFactory,
)
from tests.factories.sound import wav_bytes
from tests.unit.teaching_app.practice.access_table import (
    COLUMNS,
    GONE,
    OK,
    SIGN_IN,
    TABLE,
    Line,
)

pytestmark = pytest.mark.django_db

# Addresses of libraries: allauth's name no row of ours (the keys in them are secrets),
# and of the admin's none answers anybody but staff: see ``test_staff``.
LIBRARIES = ("accounts/", "staff/")
TRIED = ("GET", "POST")
BACKEND = "django.contrib.auth.backends.ModelBackend"
A_VALUE = {
    UUIDConverter: UUID(int=0),
    IntConverter: 0,
    SlugConverter: "slug",
    StringConverter: "text",
}
# What a form needs to be taken seriously.
SENT: dict[str, dict[str, Any]] = {
    "renditions": {"kind": "all"},
    "erase_everything": {"sure": "yes"},
}


def views(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[URLPattern]:
    """Every address of ours."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if route.startswith(LIBRARIES):
            continue
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, route)
        else:
            yield pattern


# Other applications have a table of their own.
VIEWS = [
    pattern
    for pattern in views(get_resolver().url_patterns)
    if pattern.callback.__module__.startswith("teaching_app.practice.")
]


@pytest.fixture
def rows(learner: Learner) -> dict[str, list[Any]]:
    """What addresses name, all of it the learner's but what is on offer to everybody."""
    rendition = RenditionFactory(made=True, analysis__recording__owner=learner)
    take = rendition.analysis
    own_phrase = PhraseFactory(owner=learner)
    reference = ReferenceAudioFactory()
    AnalysisFactory(recording__owner=learner, recording__phrase=reference.phrase)
    own_reference = ReferenceAudioFactory(phrase=own_phrase)
    export = DataExport(learner=learner, state="done", changed_at=timezone.now())
    export.file.save("exports/a.zip", ContentFile(b"zip"), save=True)
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
    }


@pytest.fixture
def browsers(learner: Learner) -> dict[str, Client]:
    """A browser for each column of the table."""
    accounts = {
        "owner": learner.user,
        "other": LearnerFactory().user,
        "staff": LearnerFactory(user__is_staff=True, user__is_superuser=True).user,
        "stranger": None,
    }
    assert tuple(accounts) == COLUMNS
    found = {}
    for column, account in accounts.items():
        found[column] = Client()
        if account:
            found[column].force_login(account, backend=BACKEND)
    return found


def ask(client: Client, line: Line, address: list[Any]) -> str:
    """Send what the line says; how it is answered, in the words of the table."""
    method, name = line.request.split()
    data = SENT.get(name, {})
    if name == "submit_take" and method == "POST":
        audio = ContentFile(wav_bytes(), "take.wav")
        data = {"audio": audio, "idempotency_key": uuid4(), "source": "recorder"}
    send = getattr(client, method.lower())
    return answer_of(send(reverse(name, args=address), data))


def answer_of(response: HttpResponse) -> str:
    if response.status_code == 302 and response.url.startswith("/accounts/login/"):
        return SIGN_IN
    # 400 is said of the form that was sent, by a view that let its sender in.
    known = {200: OK, 204: OK, 302: OK, 400: OK, 404: GONE}
    return known.get(response.status_code, f"status {response.status_code}")


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of practice, but for learners: signing in may make one."""
    models = apps.get_app_config("teaching_app").get_models()
    return {m.__name__: list(m.objects.values()) for m in models if m is not Learner}


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: str(p.name))
def test_every_view_has_a_line_for_each_of_its_methods(
    pattern: URLPattern, client: Client
) -> None:
    """Which methods a view knows, it says itself when it is asked for another one."""
    converters = pattern.pattern.converters.values()
    address = [A_VALUE[type(converter)] for converter in converters]
    response = client.generic("PATCH", reverse(pattern.name, args=address))
    assert response.status_code == 405, f"{pattern.name} answers to any method"
    allowed = {method.strip() for method in response["Allow"].split(",")}
    wanted = {f"{method} {pattern.name}" for method in TRIED if method in allowed}
    assert wanted == {
        line.request for line in TABLE if line.request.endswith(f" {pattern.name}")
    }


def test_a_view_that_takes_an_id_is_tried_with_one() -> None:
    named = {p.name for p in VIEWS if p.pattern.converters}
    assert named == {line.request.split()[1] for line in TABLE if line.about}
    assert len(named) > 20


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("line", TABLE, ids=lambda li: f"{li.request} {li.about}")
def test_each_is_answered_as_the_table_says(
    line: Line, column: str, rows: dict[str, list[Any]], browsers: dict[str, Client]
) -> None:
    before = everything()
    expected = line.answers[COLUMNS.index(column)]
    assert ask(browsers[column], line, rows[line.about]) == expected
    if expected != OK:
        assert everything() == before, "a refusal changes nothing"
    elif line.request.startswith("POST erase_") and column == "owner":
        assert everything() != before, "what is answered is done"


def test_the_owners_phrase_off_the_list_is_reached_from_its_takes_alone(
    learner: Learner, rows: dict[str, list[Any]], browsers: dict[str, Client]
) -> None:
    Phrase.objects.filter(owner=learner).update(is_active=False)
    address = rows["own_phrase"]
    answers = {
        name: answer_of(browsers["owner"].get(reverse(name, args=address)))
        for name in ("practice", "own_phrase", "erase_own_phrase")
    }
    assert answers == {"practice": OK, "own_phrase": GONE, "erase_own_phrase": OK}
