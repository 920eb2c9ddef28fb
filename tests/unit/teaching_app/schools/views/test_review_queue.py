"""The Review tab: who waits, what can be confirmed, names that are hidden."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from teaching_app.schools.models import AuditEvent, Judgement, SchoolClass, Submission
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
    SubmissionFactory,
)
from tests.reports import finding, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(teacher_client: Client) -> Client:
    return teacher_client


def sure_report() -> dict[str, Any]:
    """A take that the machine praises without a doubt."""
    return report(finding("well_done")).to_json()


def hand_in(school_class: SchoolClass, n: int = 1, **facts: Any) -> list[Submission]:
    return [
        SubmissionFactory(
            item=AssignmentItemFactory(assignment__school_class=school_class),
            enrolment=EnrolmentFactory(school_class=school_class),
            **facts,
        )
        for _ in range(n)
    ]


def page_of(client: Client, name: str, *address: object, **query: str) -> str:
    response = client.get(reverse(name, args=address), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_tab_counts_only_pending_takes_of_this_class(
    client: Client, school_class: SchoolClass, teacher: User
) -> None:
    (mine,) = hand_in(school_class)
    (other,) = hand_in(SchoolClassFactory(taught_by=teacher))
    page = page_of(client, "teach_review", school_class.public_id)
    assert mine.enrolment.name in page
    assert other.enrolment.name not in page
    everything = page_of(client, "teach_queue")
    assert mine.enrolment.name in everything
    assert other.enrolment.name in everything


def test_forty_takes_cost_as_many_queries_as_two(
    client: Client, school_class: SchoolClass
) -> None:
    def n_queries() -> int:
        page_of(client, "teach_review", school_class.public_id)  # notes certainty
        with CaptureQueriesContext(connection) as queries:
            page_of(client, "teach_review", school_class.public_id)
        return len(queries)

    hand_in(school_class, 2)
    few = n_queries()
    hand_in(school_class, 20)
    assert n_queries() == few <= 24


def test_reviewed_takes_come_last(client: Client, school_class: SchoolClass) -> None:
    (take,) = hand_in(school_class)
    client.post(reverse("teach_done", args=[take.public_id]))
    address = [school_class.public_id]
    assert take.enrolment.name not in page_of(client, "teach_review", *address)
    behind = page_of(client, "teach_review", *address, show="reviewed")
    assert take.enrolment.name in behind


def test_takes_are_listed_before_confirmation_and_only_ticked_ones_confirmed(
    client: Client, school_class: SchoolClass
) -> None:
    kept, left = hand_in(school_class, 2, analysis__report=sure_report())
    page = page_of(client, "teach_confirm")
    assert kept.enrolment.name in page
    assert left.enrolment.name in page
    assert not Judgement.objects.exists()
    client.post(reverse("teach_confirm"), {"take": [str(kept.public_id), "nonsense"]})
    assert {j.submission for j in Judgement.objects.all()} == {kept}
    assert AuditEvent.objects.filter(action="changed").count() == 1
    kept.refresh_from_db()
    left.refresh_from_db()
    assert kept.reviewed_at
    assert not left.reviewed_at


def test_a_take_of_another_class_cannot_be_confirmed(client: Client) -> None:
    (theirs,) = hand_in(SchoolClassFactory(), analysis__report=sure_report())
    client.post(reverse("teach_confirm"), {"take": [str(theirs.public_id)]})
    assert not Judgement.objects.exists()


def test_an_uncertain_take_cannot_be_confirmed_in_bulk(
    client: Client, school_class: SchoolClass
) -> None:
    (unsure,) = hand_in(school_class)
    page_of(client, "teach_confirm")
    client.post(reverse("teach_confirm"), {"take": [str(unsure.public_id)]})
    assert not Judgement.objects.exists()


def test_names_can_be_hidden_while_marking(
    client: Client, school_class: SchoolClass
) -> None:
    (take,) = hand_in(school_class)
    pages = (
        ("teach_review", school_class.public_id),
        ("teach_queue",),
        ("teach_confirm",),
        ("teach_take", take.public_id),
    )
    client.post(reverse("teach_names"), {"hide": "yes"})
    for name, *address in pages:
        assert take.enrolment.name not in page_of(client, name, *address), name
    assert "Learner 1" in page_of(client, "teach_queue")
    client.post(reverse("teach_names"), {"hide": "no"})
    assert take.enrolment.name in page_of(client, "teach_queue")


def test_hiding_names_never_leads_to_another_site(client: Client) -> None:
    SchoolClassFactory(taught_by=User.objects.get())
    sent = {"hide": "yes", "next": "https://elsewhere.example/"}
    assert client.post(reverse("teach_names"), sent).url == reverse("teach_queue")
