"""Every address of schools and insights is tried by everybody, against the tables."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import (
    IntConverter,
    SlugConverter,
    StringConverter,
    UUIDConverter,
)

from teaching_app.schools.models import ClassStaff
from teaching_app.schools.models.institution import Role
from tests.factories.models import LearnerFactory, UserFactory
from tests.factories.schools import (
    EnrolmentFactory,
    MembershipFactory,
    SchoolClassFactory,
    SubmissionFactory,
)
from tests.unit.teaching_app.practice.test_access_table import BACKEND, TRIED, views
from tests.unit.teaching_app.schools.access.lines import (
    COLUMNS,
    GONE,
    OK,
    SIGN_IN,
    Line,
    World,
)

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "access"
AREAS = [
    import_module(f"tests.unit.teaching_app.schools.access.{found.name}")
    for found in iter_modules([str(FOLDER)])
    if found.name != "lines"
]
TABLE: list[Line] = [line for area in AREAS for line in area.LINES]
OURS = ("teaching_app.schools.", "teaching_app.insights.")
VIEWS = [
    pattern
    for pattern in views(get_resolver().url_patterns)
    if pattern.callback.__module__.startswith(OURS)
]
A_VALUE = {
    UUIDConverter: UUID(int=0),
    IntConverter: 0,
    SlugConverter: "slug",
    StringConverter: "text",
}


@pytest.fixture
def world() -> World:
    """A class with a teacher, an assistant, an admin, and two learners; one handed in."""
    teacher, assistant = UserFactory(), UserFactory()
    school_class = SchoolClassFactory(taught_by=teacher)
    institution = school_class.institution
    helper = MembershipFactory(
        institution=institution, user=assistant, role=Role.ASSISTANT
    )
    ClassStaff.objects.create(school_class=school_class, membership=helper)
    admin = MembershipFactory(institution=institution, role=Role.ADMIN).user
    other_teacher = UserFactory()
    SchoolClassFactory(institution=institution, taught_by=other_teacher)
    enrolment = EnrolmentFactory(school_class=school_class)
    submission = SubmissionFactory(
        item__assignment__school_class=school_class, enrolment=enrolment
    )
    accounts = {
        "teacher": teacher,
        "assistant": assistant,
        "admin": admin,
        "other_teacher": other_teacher,
        "learner": enrolment.learner.user,
        "other_learner": LearnerFactory().user,
        "stranger": None,
    }
    assert tuple(accounts) == COLUMNS
    return World(school_class, enrolment, submission, accounts)


def answer_of(response: HttpResponse) -> str:
    if response.status_code == 302 and response.url.startswith("/accounts/login/"):
        return SIGN_IN
    # 400 is said of the form that was sent, by a view that let its sender in.
    known = {200: OK, 201: OK, 204: OK, 302: OK, 400: OK, 404: GONE}
    return known.get(response.status_code, f"status {response.status_code}")


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of schools."""
    models = apps.get_app_config("schools").get_models()
    return {m.__name__: list(m.objects.order_by("pk").values()) for m in models}


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: str(p.name))
def test_every_view_has_a_line_for_each_of_its_methods(
    pattern: URLPattern, client: Client
) -> None:
    converters = pattern.pattern.converters.values()
    address = [A_VALUE[type(converter)] for converter in converters]
    response = client.generic("PATCH", reverse(pattern.name, args=address))
    assert response.status_code == 405, f"{pattern.name} answers to any method"
    allowed = {method.strip() for method in response["Allow"].split(",")}
    wanted = {f"{method} {pattern.name}" for method in TRIED if method in allowed}
    assert wanted == {
        line.request for line in TABLE if line.request.endswith(f" {pattern.name}")
    }


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("line", TABLE, ids=lambda li: f"{li.request} {li.about}")
def test_each_is_answered_as_the_table_says(
    line: Line, column: str, world: World
) -> None:
    rows: dict[str, list[Any]] = {"": []}
    for area in AREAS:
        rows |= area.rows(world)
    before = everything()
    client, account = Client(), world.accounts[column]
    if account:
        client.force_login(account, backend=BACKEND)
    method, name = line.request.split()
    send = getattr(client, method.lower())
    response = send(reverse(name, args=rows[line.about]), line.sent)
    expected = line.answers[COLUMNS.index(column)]
    assert answer_of(response) == expected
    if expected != OK:
        assert everything() == before, "a refusal changes nothing"
