"""Rosters that are read from a school's own system."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from requests.adapters import HTTPAdapter

from teaching_app.encrypted_texts import decrypt
from teaching_app.lti.models import RosterSource
from teaching_app.lti.protocol import roster_service
from teaching_app.schools.models import (
    AuditEvent,
    Enrolment,
    Institution,
    RosterImport,
    SchoolClass,
)
from tests.factories.roster_service import (
    BASE,
    CLIENT_ID,
    SECRET,
    TOKEN_URL,
    SimulatedRosterService,
    student,
)
from tests.factories.schools import SchoolClassFactory
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db
FORM = {
    "base_url": f"{BASE}/",
    "token_url": TOKEN_URL,
    "client_id": CLIENT_ID,
    "secret": SECRET,
}


@pytest.fixture
def there(settings: Any, monkeypatch: pytest.MonkeyPatch) -> SimulatedRosterService:
    """The school's system, which answers in place of every host."""
    settings.LTI_LOCAL_HOSTS = frozenset({"sis.school.example"})
    service = SimulatedRosterService()
    monkeypatch.setattr(
        HTTPAdapter, "send", lambda _self, request, **_: service.send(request)
    )
    return service


@pytest.fixture
def admin(school: Institution) -> Client:
    client = Client()
    client.force_login(school.memberships.get().user, backend=BACKEND)
    return client


@pytest.fixture
def school_class(school: Institution) -> SchoolClass:
    return SchoolClassFactory(institution=school, name="english 7B")


@pytest.fixture
def source(
    admin: Client, school: Institution, there: SimulatedRosterService
) -> RosterSource:
    """The system, registered on the page."""
    assert register(admin, school).status_code == 302
    return RosterSource.objects.get()


def register(admin: Client, school: Institution, **values: str) -> Any:
    address = f"/teach/institutions/{school.public_id}/one-roster/systems/"
    return admin.post(address, {**FORM, **values})


def change(admin: Client, source: RosterSource, **form: str) -> Any:
    return admin.post(f"/teach/roster-systems/{source.public_id}/", form, follow=True)


def test_its_secret_is_stored_encrypted(source: RosterSource) -> None:
    assert (source.base_url, decrypt(source.secret)) == (BASE, SECRET)
    assert SECRET not in source.secret
    assert AuditEvent.objects.get(what="roster source").details == {"registered": BASE}


@pytest.mark.parametrize("field", ["base_url", "token_url"])
@pytest.mark.parametrize(
    "url", ["http://sis.example/", "https://127.0.0.1/", "https://10.0.0.1/"]
)
def test_addresses_of_the_servers_own_network_are_refused(
    field: str, url: str, admin: Client, school: Institution
) -> None:
    assert register(admin, school, **{field: url}).status_code == 400
    assert not RosterSource.objects.exists()


def test_a_system_is_registered_once(
    source: RosterSource, admin: Client, school: Institution
) -> None:
    assert register(admin, school).status_code == 400


def test_classes_of_the_same_name_get_a_list_to_look_at(
    source: RosterSource, admin: Client, school_class: SchoolClass
) -> None:
    page = change(admin, source, read="yes")
    proposed = RosterImport.objects.get()
    assert proposed.school_class == school_class
    assert proposed.file_name == "sis.school.example"
    [mia, tom] = proposed.lines
    assert (mia["name"], mia["email"], mia["student_number"]) == (
        "Mia Wang",
        "mia@school.example",
        "1001",
    )
    assert not mia["problems"] + tom["problems"]
    assert "never to be read" not in str(proposed.lines)
    assert f"/learners/import/{proposed.public_id}/".encode() in page.content
    assert b"Latin" in page.content
    assert not Enrolment.objects.exists()
    source.refresh_from_db()
    assert source.read_at


def test_learners_of_other_classes_are_not_asked_for(
    source: RosterSource,
    admin: Client,
    school_class: SchoolClass,
    there: SimulatedRosterService,
) -> None:
    SchoolClassFactory(name="Latin")  # of another school
    change(admin, source, read="yes")
    path = "/ims/oneroster/rostering/v1p2/classes"
    assert there.asked == ["POST /token", f"GET {path}", f"GET {path}/c1/students"]


@pytest.mark.parametrize("links_next", [True, False])
def test_all_pages_are_read(
    links_next: bool,
    source: RosterSource,
    admin: Client,
    school_class: SchoolClass,
    there: SimulatedRosterService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By the service's own links, or as long as its pages are full."""
    there.links_next, there.most_at_once = links_next, 2
    monkeypatch.setattr(roster_service, "PAGE", 5 if links_next else 2)
    there.students["c1"] = [student(n, f"Pupil{n}", "X") for n in range(5)]
    change(admin, source, read="yes")
    assert len(RosterImport.objects.get().lines) == 5


def test_who_is_deleted_or_switched_off_there_is_left_out(
    source: RosterSource,
    admin: Client,
    school_class: SchoolClass,
    there: SimulatedRosterService,
) -> None:
    there.students["c1"] += [
        student(8, "Old", "One", status="tobedeleted"),
        student(9, "Off", "One", enabledUser="false"),
    ]
    change(admin, source, read="yes")
    problems = {
        line["name"]: line["problems"] for line in RosterImport.objects.get().lines
    }
    assert problems == {"Mia Wang": [], "Tom Li": [], "Off One": ["not_active"]}


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ((403, b"{}"), "refuses"),
        ((200, b"<html>"), "cannot read"),
        ((200, b"[]"), "cannot read"),
        ((200, b'{"access_token": 1}'), "cannot read"),
        ((200, b'{"access_token": "a", "classes": [1]}'), "cannot read"),
    ],
    ids=["refused", "a page", "a list", "no token", "no classes"],
)
def test_a_system_that_gives_no_list_is_told_of(
    instead: tuple[int, bytes],
    said: str,
    source: RosterSource,
    admin: Client,
    school_class: SchoolClass,
    there: SimulatedRosterService,
) -> None:
    there.instead = instead
    assert said in change(admin, source, read="yes").content.decode()
    assert not RosterImport.objects.exists()


def test_endless_answers_are_not_read(
    source: RosterSource,
    admin: Client,
    school_class: SchoolClass,
    there: SimulatedRosterService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(roster_service, "MAX_BYTES", 1000)
    there.students["c1"] = [student(n, f"Pupil{n}", "X") for n in range(9)]
    assert b"more than we read" in change(admin, source, read="yes").content
    monkeypatch.setattr(roster_service, "MAX_BYTES", 10**6)
    monkeypatch.setattr(roster_service, "LONGEST_S", -1.0)
    assert b"too slowly" in change(admin, source, read="yes").content


def test_a_class_with_too_many_learners_is_named(
    source: RosterSource,
    admin: Client,
    school_class: SchoolClass,
    there: SimulatedRosterService,
) -> None:
    there.students["c1"] = [student(n, f"Pupil{n}", "X") for n in range(501)]
    page = change(admin, source, read="yes").content.decode()
    assert "Too long or not readable: English 7b" in page


def test_its_secret_is_replaced_and_it_is_removed(
    source: RosterSource, admin: Client
) -> None:
    change(admin, source, secret="renewed")
    source.refresh_from_db()
    assert decrypt(source.secret) == "renewed"
    assert b"refuses" in change(admin, source, read="yes").content
    change(admin, source, remove="yes")
    assert not RosterSource.objects.exists()
