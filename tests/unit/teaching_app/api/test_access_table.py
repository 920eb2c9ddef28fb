"""Every address of the API is requested by every actor and compared with the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, reverse

from teaching_app.api.models import Token
from teaching_app.practice.models import Recording
from teaching_app.schools.models import ClassStaff, RosterImport
from teaching_app.schools.models.institution import Role
from tests.factories.api import (
    DeliveryFactory,
    EphemeralTakeFactory,
    RecordStoreFactory,
    client_of,
    send_take,
)
from tests.factories.fixtures import made_once
from tests.factories.models import (
    AnalysisFactory,
    LearnerFactory,
    PhraseFactory,
    ReferenceAudioFactory,
    UserFactory,
)
from tests.factories.schools import (
    EnrolmentFactory,
    MembershipFactory,
    SchoolClassFactory,
    SubmissionFactory,
)
from tests.factories.sound import upload
from tests.unit.teaching_app.access import (
    BACKEND,
    OK,
    SIGN_IN,
    answer_of,
    rows_of,
    views_of,
)
from tests.unit.teaching_app.api.access_table import COLUMNS, REFUSED, TABLE, Line

pytestmark = pytest.mark.django_db
VIEWS = views_of("teaching_app.api.")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Made(NamedTuple):
    """What every test starts from, and the folder of its files."""

    clients: dict[str, tuple[Client, Client]]
    rows: dict[str, list[Any]]
    everything: dict[str, list[Any]]
    files: Path


def make_clients(enrolment: Any, teacher: Any) -> dict[str, tuple[Client, Client]]:
    """For each column a program and a browser."""
    institution, owner = enrolment.school_class.institution, enrolment.learner.user
    helper = MembershipFactory(institution=institution, role=Role.ASSISTANT)
    ClassStaff.objects.create(school_class=enrolment.school_class, membership=helper)
    LearnerFactory(user=helper.user)
    admin = MembershipFactory(institution=institution, role=Role.ADMIN).user
    accounts = {
        "owner": owner,
        "other": LearnerFactory().user,
        "teacher": LearnerFactory(user=teacher).user,
        "assistant": helper.user,
        "admin": LearnerFactory(user=admin).user,
        "scopeless": owner,
        "stranger": None,
    }
    assert tuple(accounts) == COLUMNS
    return {name: _clients(name, account) for name, account in accounts.items()}


def _clients(column: str, account: Any) -> tuple[Client, Client]:
    browser = Client()
    if account is None:
        return Client(), browser
    browser.force_login(account, backend=BACKEND)
    scopes = ("none",) if column == "scopeless" else ()
    return client_of(account, *scopes), browser


def make_rows(enrolment: Any) -> dict[str, list[Any]]:
    """What addresses name, all of it the owner's but what is on offer to everybody."""
    learner = enrolment.learner
    reference, own_phrase = ReferenceAudioFactory(), PhraseFactory(owner=learner)
    take = AnalysisFactory(recording__owner=learner)
    handed_in, failed = (
        SubmissionFactory(
            item__assignment__school_class=enrolment.school_class,
            enrolment=enrolment,
            analysis__state=state,
        )
        for state in ("done", "failed")
    )
    webhook = DeliveryFactory(webhook__user=learner.user).webhook
    own_reference = ReferenceAudioFactory(phrase=own_phrase)
    institution = enrolment.school_class.institution
    RecordStoreFactory(institution=institution)
    return {
        "": [],
        "institution": [institution.public_id],
        "take": [take.public_id],
        "handed_in": [handed_in.analysis.public_id],
        "failed": [failed.analysis.public_id],
        "ephemeral_take": [EphemeralTakeFactory(user=learner.user).public_id],
        "phrase": [reference.phrase.slug],
        "own_phrase": [own_phrase.slug],
        "reference": [reference.phrase.slug, reference.pk],
        "own_reference": [own_phrase.slug, own_reference.pk],
        "class": [enrolment.school_class.public_id],
        "enrolment": [enrolment.school_class.public_id, enrolment.public_id],
        "webhook": [webhook.public_id],
        "token": [Token.objects.filter(user=learner.user).first().public_id],
    }


def everything() -> dict[str, list[Any]]:
    """All rows of the API but when a token was used, recordings, and rosters."""
    models = [*apps.get_app_config("api").get_models(), Recording, RosterImport]
    return rows_of(models, but="last_used_at")


@pytest.fixture(scope="module")
def made_for_all(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Made]:
    """Made once, as making takes far longer than the request."""
    files = tmp_path_factory.mktemp("files")

    def make() -> Made:
        teacher = UserFactory()
        school_class = SchoolClassFactory(taught_by=teacher)
        enrolment = EnrolmentFactory(school_class=school_class)
        clients = make_clients(enrolment, teacher)
        return Made(clients, make_rows(enrolment), everything(), files)

    with made_once(make, django_db_blocker, files) as made:
        yield made


@pytest.fixture
def made(made_for_all: Made, private_files: Path) -> Made:
    copytree(made_for_all.files, private_files)
    return made_for_all


def ask(clients: tuple[Client, Client], line: Line, address: list[Any]) -> HttpResponse:
    """Send what the line says, as a program or, to pages, as a browser."""
    method, name = line.request.split()
    program, browser = clients
    url = reverse(name, args=address)
    if not name.startswith("api_"):
        return getattr(browser, method.lower())(url, line.sent or {})
    if name == "api_takes" and method == "POST":
        return send_take(program, phrase=PhraseFactory().slug)
    if name == "api_ephemeral_takes":
        headers = {"idempotency-key": str(uuid4())}
        form = {"audio": upload(), "text": "We record it."}
        return program.post(url, form, headers=headers)
    send = getattr(program, method.lower())
    return (
        send(url, line.sent, content_type="application/json")
        if line.sent
        else send(url)
    )


def said(response: HttpResponse) -> str:
    """How a request was answered, in the words of the table."""
    known = {202: OK, 401: SIGN_IN, 403: REFUSED}
    return known.get(response.status_code) or answer_of(response)


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: str(p.name))
def test_every_view_has_a_line_for_each_of_its_methods(pattern: URLPattern) -> None:
    view = getattr(pattern.callback, "view_class", None)
    lines = {li.request for li in TABLE if li.request.endswith(f" {pattern.name}")}
    if view is None:
        assert lines
    else:
        methods = {m for m in METHODS if hasattr(view, m.lower())}
        assert lines == {f"{method} {pattern.name}" for method in methods}


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: str(p.name))
def test_every_method_names_its_scope(pattern: URLPattern) -> None:
    view = getattr(pattern.callback, "view_class", None)
    if view is not None and pattern.name != "api_document":
        methods = {m for m in METHODS if hasattr(view, m.lower())}
        assert set(view.scopes) == methods == set(view.operations)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("line", TABLE, ids=lambda li: f"{li.request} {li.about}")
def test_each_is_answered_as_the_table_says(
    line: Line, column: str, made: Made
) -> None:
    expected = line.answers[COLUMNS.index(column)]
    assert said(ask(made.clients[column], line, made.rows[line.about])) == expected
    if expected != OK:
        assert everything() == made.everything, "a refusal changes nothing"
