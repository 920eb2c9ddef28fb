"""Every address of learning platforms and sign-on is tried by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import requests
from django.apps import apps
from django.urls import URLPattern, reverse
from lti_tool.models import LtiContext, LtiDeployment, LtiRegistration
from requests.adapters import HTTPAdapter

from teaching_app.lti.models import Course, Platform, RosterSource, SignOn
from tests.factories.fixtures import made_once
from tests.unit.teaching_app.access import (
    OK,
    answer_of,
    assert_every_method_has_a_line,
    browser_of,
    rows_of,
    views_of,
)
from tests.unit.teaching_app.schools.access.lines import (
    ADMIN,
    ANYBODY,
    COLUMNS,
    SIGNED_IN,
    TEACHERS,
    Line,
    World,
)
from tests.unit.teaching_app.schools.test_access_table import make_world, sessions_of

pytestmark = pytest.mark.django_db

# What a token opens is in ``views/test_entering.py``; one that is made up opens nothing
# (400), and says so to everybody alike.
TABLE = [
    Line("GET lti_login", "", ANYBODY),
    Line("POST lti_login", "", ANYBODY),
    Line("POST lti_launch", "", ANYBODY),
    Line("GET lti_keys", "", ANYBODY),
    Line("POST lti_links", "", ANYBODY),
    Line("GET lti_continue", "token", ANYBODY),
    Line("POST lti_continue", "token", ANYBODY),
    Line("GET lti_account", "token", ANYBODY),
    Line("POST lti_account", "token", ANYBODY),
    Line("GET lti_go", "token", SIGNED_IN),
    Line("GET lti_connect", "token", SIGNED_IN),
    Line("POST lti_connect", "token", SIGNED_IN),
    Line("GET lti_platforms", "institution", ADMIN),
    Line("POST lti_platforms", "institution", ADMIN, {"name": "Ours"}),
    Line("GET lti_platform", "platform", ADMIN),
    Line("POST lti_platform", "platform", ADMIN, {"name": "Ours"}),
    Line("POST lti_deployment", "deployment", ADMIN),
    Line("POST lti_platform_remove", "platform", ADMIN, {"sure": "yes"}),
    Line("GET lti_class_courses", "class", TEACHERS),
    Line("POST lti_members", "course", TEACHERS),
    Line("POST lti_disconnect", "course", TEACHERS),
    Line("GET one_roster", "institution", ADMIN),
    Line("POST one_roster", "institution", ADMIN),
    Line("GET roster_sources", "institution", ADMIN),
    Line("POST roster_sources", "institution", ADMIN, {"client_id": "1"}),
    Line("POST roster_source", "roster_source", ADMIN, {"remove": "yes"}),
    Line("GET sign_on", "", ANYBODY),
    Line("POST sign_on", "", ANYBODY),
    Line("GET sign_ons", "institution", ADMIN),
    Line("POST sign_ons", "institution", ADMIN, {"kind": "google"}),
    Line("POST sign_on_saml", "institution", ADMIN),
    Line("POST sign_on_change", "sign_on", ADMIN, {"stop": "yes"}),
    Line("GET sign_on_school", "sign_on", ("status 503",) * len(COLUMNS)),
]
VIEWS = views_of("teaching_app.lti.")


class Made(NamedTuple):
    """What every test starts from."""

    sessions: dict[str, str]
    rows: dict[str, list[Any]]
    everything: dict[str, list[Any]]


def make_rows(world: World) -> dict[str, list[Any]]:
    """A platform with a deployment and a course, and a sign-on."""
    institution = world.school_class.institution
    registration = LtiRegistration.objects.create(
        name="Ours", issuer="https://lms.example", client_id="1"
    )
    platform = Platform.objects.create(
        institution=institution, registration=registration
    )
    deployment = LtiDeployment.objects.create(
        registration=registration, deployment_id="1", is_active=True
    )
    context = LtiContext.objects.create(deployment=deployment, id_on_platform="7b")
    course = Course.objects.create(context=context, school_class=world.school_class)
    sign_on = SignOn.objects.create(
        institution=institution,
        kind="google",
        issuer="https://provider.example",
        domain="school.example",
    )
    source = RosterSource.objects.create(
        institution=institution, base_url="https://sis.example"
    )
    return {
        "": [],
        "token": ["made-up"],
        "institution": [institution.public_id],
        "platform": [platform.public_id],
        "deployment": [platform.public_id, deployment.pk],
        "class": [world.school_class.public_id],
        "course": [world.school_class.public_id, course.pk],
        "sign_on": [sign_on.public_id],
        "roster_source": [source.public_id],
    }


def everything() -> dict[str, list[Any]]:
    """All rows of platforms and sign-on."""
    found = [
        *apps.get_app_config("lti").get_models(),
        *apps.get_app_config("lti_tool").get_models(),
    ]
    return rows_of(model for model in found if model.__name__ != "Key")


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[Made]:
    """Made once, as making takes far longer than the request."""

    def make() -> Made:
        world = make_world()
        rows = make_rows(world)
        return Made(sessions_of(world), rows, everything())

    files = tmp_path_factory.mktemp("files")
    with made_once(make, django_db_blocker, files) as made:
        yield made


@pytest.fixture(autouse=True)
def no_network(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers outside."""
    settings.LTI_LOCAL_HOSTS = frozenset({"provider.example"})

    def refuse(*_: object, **__: object) -> None:
        raise requests.ConnectionError

    monkeypatch.setattr(HTTPAdapter, "send", refuse)


@pytest.mark.parametrize("pattern", VIEWS, ids=lambda p: str(p.name))
def test_every_view_has_a_line_for_each_of_its_methods(pattern: URLPattern) -> None:
    assert_every_method_has_a_line(pattern, TABLE)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("line", TABLE, ids=lambda li: li.request)
def test_each_is_answered_as_the_table_says(
    line: Line, column: str, made: Made
) -> None:
    method, name = line.request.split()
    send = getattr(browser_of(made.sessions[column]), method.lower())
    response = send(reverse(name, args=made.rows[line.about]), line.sent)
    expected = line.answers[COLUMNS.index(column)]
    assert answer_of(response) == expected
    if expected != OK:
        assert everything() == made.everything, "a refusal changes nothing"
