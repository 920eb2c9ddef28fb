"""A school's own system fills a class by the API."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client

from teaching_app.practice.models import Learner
from teaching_app.schools.models import AuditEvent, Enrolment, RosterImport, SchoolClass
from tests.factories.api import client_of, send_json
from tests.factories.models import UserFactory
from tests.factories.schools import EnrolmentFactory, SchoolClassFactory

pytestmark = pytest.mark.django_db
MIA = {"given_name": "Mia", "family_name": "Wang", "student_number": "7"}
TOM = {"name": "Tom Li", "username": "tom", "groups": ["Blue", "Late"]}


@pytest.fixture
def school_class(learner: Learner) -> SchoolClass:
    return SchoolClassFactory(taught_by=learner.user)


@pytest.fixture
def api(learner: Learner) -> Client:
    return client_of(learner.user, "rosters:write")


def send(api: Client, school_class: SchoolClass, *rows: Any, **values: Any) -> Any:
    address = f"/api/v1/classes/{school_class.public_id}/roster/"
    return send_json(api, address, {"learners": rows, **values}, "put")


def test_a_list_is_looked_at_first(api: Client, school_class: SchoolClass) -> None:
    answer = send(api, school_class, MIA, {"name": "Tom", "email": "nowhere"})
    assert answer.status_code == 200
    found = answer.json()
    assert [line["outcome"] for line in found["lines"]] == ["new", "left_out"]
    assert [line["line"] for line in found["lines"]] == [1, 2]
    [problem] = found["lines"][1]["problems"]
    assert problem == {
        "code": "bad_email",
        "message": "This is no e-mail address.",
    }
    assert (found["confirmed"], found["cards"]) == (False, [])
    assert str(RosterImport.objects.get().public_id) in found["preview"]
    assert not Enrolment.objects.exists()


def test_a_confirmed_list_enrols_and_hands_out_cards(
    api: Client, school_class: SchoolClass
) -> None:
    found = send(api, school_class, MIA, TOM, confirm=True).json()
    assert [card["name"] for card in found["cards"]] == ["Mia Wang", "Tom Li"]
    tom = User.objects.get(username="tom")
    assert tom.check_password(found["cards"][1]["password"])
    rows = {row.name: row for row in school_class.enrolments.all()}
    assert {row.state for row in rows.values()} == {"waiting"}
    assert rows["Mia Wang"].student_number == "7"
    assert {g.name for g in rows["Tom Li"].groups.all()} == {"Blue", "Late"}
    assert RosterImport.objects.get().lines == []
    assert AuditEvent.objects.get(what="roster").details["new"] == 2


def test_the_same_list_again_changes_nothing(
    api: Client, school_class: SchoolClass
) -> None:
    send(api, school_class, MIA, TOM, confirm=True)
    again = send(api, school_class, MIA, TOM, confirm=True).json()
    assert [line["outcome"] for line in again["lines"]] == ["known", "known"]
    assert (again["cards"], again["not_named"]) == ([], [])
    assert school_class.enrolments.count() == 2


def test_who_is_missing_in_the_list_is_named_and_stays(
    api: Client, school_class: SchoolClass
) -> None:
    there = EnrolmentFactory(school_class=school_class, name="Ada")
    EnrolmentFactory(school_class=school_class, name="Gone", state="left")
    found = send(api, school_class, MIA, confirm=True).json()
    assert found["not_named"] == [{"id": str(there.public_id), "name": "Ada"}]
    there.refresh_from_db()
    assert there.state == "active"


def test_an_account_is_invited_by_its_confirmed_address_alone(
    api: Client, school_class: SchoolClass
) -> None:
    for n, verified in enumerate([True, False]):
        EmailAddress.objects.create(
            user=UserFactory(), email=f"p{n}@school.example", verified=verified
        )
    rows = [{"name": f"Pupil {n}", "email": f"p{n}@school.example"} for n in (0, 1)]
    found = send(api, school_class, *rows).json()
    assert [line["outcome"] for line in found["lines"]] == ["invited", "new"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "invalid"),
        ([{"email": "mia@school.example"}], "no_name_column"),
        ([{"name": "Mia"}] * 501, "invalid"),
        ([{"name": "M" * 501}], "invalid"),
    ],
    ids=["empty", "without names", "too many", "too long"],
)
def test_what_is_no_list_is_a_problem(
    rows: list[Any], code: str, api: Client, school_class: SchoolClass
) -> None:
    answer = send(api, school_class, *rows, confirm=True)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not RosterImport.objects.exists()


def test_a_token_without_the_scope_enrols_nobody(
    learner: Learner, school_class: SchoolClass
) -> None:
    other = client_of(learner.user, "learners:read")
    assert send(other, school_class, MIA, confirm=True).status_code == 403
    assert not Enrolment.objects.exists()
