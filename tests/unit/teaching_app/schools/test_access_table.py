"""Every address of schools and insights is tried by everybody, against the tables."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from shutil import copytree
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.urls import URLPattern, reverse

from teaching_app.schools.models import ClassStaff
from teaching_app.schools.models.institution import Role
from tests.factories.fixtures import made_once
from tests.factories.models import LearnerFactory, UserFactory
from tests.factories.schools import (
    EnrolmentFactory,
    MembershipFactory,
    SchoolClassFactory,
    SubmissionFactory,
)
from tests.unit.teaching_app.access import (
    OK,
    answer_of,
    assert_every_method_has_a_line,
    browser_of,
    rows_of,
    session_of,
    views_of,
)
from tests.unit.teaching_app.schools.access.lines import COLUMNS, Line, World

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent / "access"
AREAS = [
    import_module(f"tests.unit.teaching_app.schools.access.{found.name}")
    for found in iter_modules([str(FOLDER)])
    if found.name != "lines"
]
TABLE: list[Line] = [line for area in AREAS for line in area.LINES]
VIEWS = views_of("teaching_app.schools.", "teaching_app.insights.")


class Made(NamedTuple):
    """What every test starts from, and the folder of its files."""

    sessions: dict[str, str]
    rows: dict[str, list[Any]]
    everything: dict[str, list[Any]]
    files: Path


def make_world() -> World:
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


def everything() -> dict[str, list[Any]]:
    """All rows of schools."""
    return rows_of(apps.get_app_config("schools").get_models())


def sessions_of(world: World) -> dict[str, str]:
    """The session of each column's account."""
    return {column: session_of(who) for column, who in world.accounts.items()}


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Made]:
    """Made once, as making takes far longer than the request."""
    files = tmp_path_factory.mktemp("files")

    def make() -> Made:
        world, rows = make_world(), {"": []}
        for area in AREAS:
            rows |= area.rows(world)
        return Made(sessions_of(world), rows, everything(), files)

    with made_once(make, django_db_blocker, files) as made:
        yield made


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: str(p.name))
def test_every_view_has_a_line_for_each_of_its_methods(pattern: URLPattern) -> None:
    assert_every_method_has_a_line(pattern, TABLE)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("line", TABLE, ids=lambda li: f"{li.request} {li.about}")
def test_each_is_answered_as_the_table_says(
    line: Line, column: str, made: Made, private_files: Path
) -> None:
    copytree(made.files, private_files)
    method, name = line.request.split()
    send = getattr(browser_of(made.sessions[column]), method.lower())
    response = send(reverse(name, args=made.rows[line.about]), line.sent)
    expected = line.answers[COLUMNS.index(column)]
    assert answer_of(response) == expected
    if expected != OK:
        assert everything() == made.everything, "a refusal changes nothing"
