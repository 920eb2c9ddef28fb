"""The log: read by administrators, by person, action and day, and taken along safely."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teaching_app.schools.models import AuditEvent, Membership
from teaching_app.schools.models.institution import Role
from teaching_app.schools.services import audit
from tests.factories.models import LearnerFactory, UserFactory
from tests.factories.schools import InstitutionFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db: None) -> Membership:
    return MembershipFactory(role=Role.ADMIN)


@pytest.fixture
def admin_client(admin: Membership) -> Client:
    client = Client()
    client.force_login(admin.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def happened(admin: Membership, name: str, action: str, day: date) -> AuditEvent:
    at = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    with patch.object(timezone, "now", return_value=at):
        return audit.note(
            actor=UserFactory(first_name=name),
            action=action,
            what="take",
            institution=admin.institution,
            learner=LearnerFactory(display_name="Lin"),
            details={"take": f"of-{name}"},
        )


@pytest.fixture
def two(admin: Membership) -> None:
    happened(admin, "Ada", "heard", date(2026, 3, 1))
    happened(admin, "Bo", "exported", date(2026, 3, 9))


def read(client: Client, admin: Membership, **query: str) -> str:
    path = reverse("teach_audit_log", args=[admin.institution.public_id])
    return client.get(path, query).content.decode()


@pytest.mark.parametrize(
    ("query", "ada", "bo"),
    [
        ({}, True, True),
        ({"person": "Ada"}, True, False),
        ({"action": "exported"}, False, True),
        ({"since": "2026-03-01", "until": "2026-03-01"}, True, False),
        ({"since": "2026-03-02"}, False, True),
        ({"until": "2026-03-09"}, True, True),
        ({"person": "Nobody", "since": "yesterday"}, True, True),
    ],
)
def test_it_is_filtered_by_person_action_and_day(
    admin: Membership,
    admin_client: Client,
    two: None,
    query: dict[str, str],
    ada: bool,
    bo: bool,
) -> None:
    page = read(admin_client, admin, **query)
    assert ("of-Ada" in page, "of-Bo" in page) == (ada, bo)


def test_the_newest_lines_come_first_fifty_on_a_page(
    admin: Membership, admin_client: Client
) -> None:
    for n in range(51):
        audit.note(
            actor=admin.user,
            action="saw",
            what="take",
            institution=admin.institution,
            details={"number": f"n{n}."},
        )
    assert "n50." in read(admin_client, admin)
    assert "n0." not in read(admin_client, admin)
    assert "n0." in read(admin_client, admin, page="2")


def test_events_of_other_institutions_are_not_shown(
    admin: Membership, admin_client: Client
) -> None:
    other = MembershipFactory(institution=InstitutionFactory(), role=Role.ADMIN)
    happened(other, "Eve", "heard", date(2026, 3, 1))
    assert "Eve" not in read(admin_client, admin)


def test_the_file_has_the_filtered_lines_and_no_formula(
    admin: Membership, admin_client: Client, two: None
) -> None:
    happened(admin, "=HYPERLINK(1)", "heard", date(2026, 3, 2))
    path = reverse("teach_audit_export", args=[admin.institution.public_id])
    response = admin_client.get(path, {"action": "heard"})
    assert response["Content-Type"].startswith("text/csv")
    lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert lines[0] == ["at", "person", "action", "what", "learner", "details"]
    assert [line[1] for line in lines[1:]] == ["'=HYPERLINK(1)", "Ada"]


def test_the_export_is_in_the_log(
    admin: Membership, admin_client: Client, two: None
) -> None:
    path = reverse("teach_audit_export", args=[admin.institution.public_id])
    admin_client.get(path)
    event = AuditEvent.objects.get(what="log")
    assert (event.actor, event.action) == (admin.user, "exported")
    assert event.details == {"lines": 2}


def test_automatic_actions_are_shown_as_such(
    admin: Membership, admin_client: Client
) -> None:
    audit.note(actor=None, action="deleted", what="take", institution=admin.institution)
    assert "by itself" in read(admin_client, admin)
