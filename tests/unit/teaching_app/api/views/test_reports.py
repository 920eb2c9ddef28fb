"""Reports by the API: of a learner of one's class, and one's own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from teaching_app.api.scopes import Scope
from teaching_app.practice.models import Learner
from teaching_app.schools.models import AuditEvent, Enrolment
from tests.factories.api import client_of
from tests.factories.insights import TakeFactFactory, finding, handed_in, word
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
)
from tests.reports import native_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(learner: Learner) -> Enrolment:
    """A learner of a class that ``learner`` teaches, with two takes handed in."""
    school_class = SchoolClassFactory(taught_by=learner.user, name="7b")
    enrolment = EnrolmentFactory(school_class=school_class, name="Li Wei")
    item = AssignmentItemFactory(assignment__school_class=school_class)
    found = finding(
        "stress_elsewhere", 2, word="banana", expected_text="na", heard_text="ba"
    )
    handed_in(
        enrolment,
        item,
        words=[word("banana", 0, 1)],
        findings=[found],
        n_stress_in_place=1,
        n_stress_elsewhere=3,
        accuracy=9.0,
    )
    handed_in(enrolment, item, assessable=False, reason="clipped")
    own = TakeFactFactory(
        analysis__recording__owner=enrolment.learner,
        analysis__recording__phrase__text="My secret phrase.",
    )
    assert own.analysis.recording.owner == enrolment.learner
    return enrolment


def ask(client: Client, enrolment: Enrolment, part: str) -> Any:
    keys = enrolment.school_class.public_id, enrolment.public_id
    response = client.get(f"/api/v1/classes/{keys[0]}/learners/{keys[1]}/{part}/")
    assert response.status_code == 200
    return response.json()


def test_a_teacher_reads_the_report_of_a_learner(
    learner: Learner, enrolment: Enrolment
) -> None:
    report = ask(client_of(learner.user, Scope.REPORTS_READ), enrolment, "report")
    assert (report["name"], report["class_name"]) == ("Li Wei", "7b")
    assert (report["n_takes"], report["n_phrases"]) == (2, 1)
    states = {skill["code"]: skill["state"] for skill in report["skills"]}
    assert states == {"stress": "work", "clarity": "well"}
    assert report["next_skill"] == "stress"
    [missed] = report["words"]
    assert (missed["word"], missed["expected"], missed["n_times"]) == ("banana", 1, 1)
    event = AuditEvent.objects.get()
    assert (event.action, event.learner) == ("exported", enrolment.learner)


def test_a_teacher_reads_what_was_handed_in_and_nothing_else(
    learner: Learner, enrolment: Enrolment
) -> None:
    answer = ask(client_of(learner.user), enrolment, "takes")
    unclear, first = answer["results"]
    assert first["stress"] == {"n": 1, "total": 4}
    assert (first["clarity"], first["melody"]) == (9.0, None)
    assert first["noticed"] == ["Stress “na” in “banana”"]
    assert first["assessable"]
    assert (unclear["stress"], unclear["assessable"]) == (None, False)
    assert unclear["problem"]
    assert "secret" not in str(answer)
    assert AuditEvent.objects.filter(action="exported").count() == 1


def test_a_take_of_the_list_is_read_by_its_id(
    learner: Learner, enrolment: Enrolment
) -> None:
    api = client_of(learner.user)
    listed = ask(api, enrolment, "takes")["results"][0]
    take = api.get(f"/api/v1/takes/{listed['id']}/").json()
    assert take["text"] == listed["text"]


def test_of_a_required_take_no_teacher_reads_expression(
    learner: Learner, enrolment: Enrolment
) -> None:
    fact = enrolment.submissions.first().analysis
    type(fact).objects.filter(pk=fact.pk).update(
        report=native_report(), state="done", style="happy"
    )
    api = client_of(learner.user)
    take = api.get(f"/api/v1/takes/{fact.public_id}/").json()
    assert take["style"] == ""
    assert "expression" not in take["result"]
    for part in ("report", "takes"):
        assert "happy" not in str(ask(api, enrolment, part))


def test_who_has_not_agreed_has_no_report_yet(learner: Learner) -> None:
    waiting = EnrolmentFactory(
        school_class=SchoolClassFactory(taught_by=learner.user), state="waiting"
    )
    keys = waiting.school_class.public_id, waiting.public_id
    address = f"/api/v1/classes/{keys[0]}/learners/{keys[1]}/report/"
    assert client_of(learner.user).get(address).status_code == 404
    assert client_of(waiting.learner.user).get("/api/v1/reports/").json() == []


def test_a_learner_reads_their_own_report(enrolment: Enrolment) -> None:
    [mine] = client_of(enrolment.learner.user).get("/api/v1/reports/").json()
    assert (mine["class_name"], mine["n_takes"]) == ("7b", 2)
    assert mine["learner"] == str(enrolment.public_id)
    assert not AuditEvent.objects.exists()
