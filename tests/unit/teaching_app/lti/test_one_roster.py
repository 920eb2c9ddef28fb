"""A school's OneRoster export fills the rosters of its classes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from teaching_app.lti import one_roster
from teaching_app.lti.one_roster import OneRosterError, read
from teaching_app.schools.models import Enrolment, Institution, RosterImport
from tests.factories.schools import SchoolClassFactory
from tests.unit.teaching_app.access import BACKEND

CLASSES = """sourcedId,status,title
c1,active,English 7b
c2,active,English 8a
c3,tobedeleted,Latin
c4,active,Nobody
"""
USERS = """sourcedId,status,role,username,givenName,familyName,identifier,email
u1,active,student,mia,Mia,Wang,1001,mia@school.example
u2,active,student,tom,Tom,Li,1002,
u3,active,teacher,ann,Ann,Byron,,
u4,tobedeleted,student,old,Old,One,,
"""
ENROLMENTS = """sourcedId,status,classSourcedId,userSourcedId,role
e1,active,c1,u1,student
e2,active,c1,u2,student
e3,active,c1,u3,teacher
e4,active,c1,u4,student
e5,tobedeleted,c2,u1,student
e6,active,c2,u2,student
e7,active,c3,u2,student
e8,active,c1,u1,student
"""


def packed(**changes: str | None) -> bytes:
    files = {"classes": CLASSES, "users": USERS, "enrollments": ENROLMENTS, **changes}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            if text is not None:
                archive.writestr(f"{name}.csv", text)
    return content.getvalue()


def test_classes_have_their_learners_and_nobody_else() -> None:
    first, second = read(packed())
    assert first.title == "English 7b"
    assert [user["givenName"] for user in first.users] == ["Mia", "Tom"]
    assert (second.title, len(second.users)) == ("English 8a", 1)


def test_an_export_of_version_1_2_is_read_too() -> None:
    """Its users have no role: that stands in ``roles.csv``, and in enrolments."""
    users = "sourcedId,status,enabledUser,username,givenName,familyName\nu1,,true,mia,Mia,Wang\n"
    [found] = [each for each in read(packed(users=users)) if each.title == "English 7b"]
    assert [(u["givenName"], u["role"]) for u in found.users] == [("Mia", "")]


@pytest.mark.parametrize("name", ["classes", "users", "enrollments"])
def test_a_file_that_is_missing_is_named(name: str) -> None:
    with pytest.raises(OneRosterError) as error:
        read(packed(**{name: None}))
    assert error.value.code == f"{name}.csv"


@pytest.mark.parametrize(
    "content",
    [b"", b"no zip", packed(users="name\nMia\n"), packed(users="\xff".join("ab"))],
    ids=["empty", "text", "no ids", "one column"],
)
def test_what_is_no_export_is_refused(content: bytes) -> None:
    with pytest.raises(OneRosterError):
        read(content)


def test_a_bomb_is_refused_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_roster, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(OneRosterError) as error:
        read(packed(users=USERS + "x" * 2000))
    assert error.value.code == "too_large"


@pytest.fixture
def sent_by_admin(school: Institution) -> Any:
    """Send an export as the school's administrator."""
    client = Client()
    client.force_login(school.memberships.get().user, backend=BACKEND)

    def send(content: bytes) -> Any:
        file = SimpleUploadedFile("export.zip", content)
        address = f"/teach/institutions/{school.public_id}/one-roster/"
        return client.post(address, {"file": file})

    return send


@pytest.mark.django_db
def test_each_class_of_that_name_has_a_list_to_look_at(
    sent_by_admin: Any, school: Institution
) -> None:
    school_class = SchoolClassFactory(institution=school, name="english 7B")
    SchoolClassFactory(name="English 8a")  # of another school
    page = sent_by_admin(packed())
    proposed = RosterImport.objects.get()
    assert proposed.school_class == school_class
    assert [line["name"] for line in proposed.lines] == ["Mia Wang", "Tom Li"]
    assert not any(line["problems"] for line in proposed.lines)
    assert f"/learners/import/{proposed.public_id}/".encode() in page.content
    assert b"English 8a" in page.content
    assert not Enrolment.objects.exists()


@pytest.mark.django_db
def test_a_bad_file_is_said_on_the_page(sent_by_admin: Any) -> None:
    page = sent_by_admin(packed(users=None))
    assert page.status_code == 400
    assert "“users.csv” is missing".encode() in page.content
