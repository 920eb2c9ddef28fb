"""The database itself keeps what was written as evidence."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from teaching_app.schools.models import AuditEvent, Comment, Judgement, Mark
from teaching_app.schools.services import audit
from tests.factories.models import LearnerFactory, UserFactory
from tests.factories.schools import InstitutionFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def logged() -> AuditEvent:
    return audit.note(
        actor=UserFactory(),
        action=AuditEvent.Action.SAW,
        what="take",
        institution=InstitutionFactory(),
        learner=LearnerFactory(),
    )


def judged() -> Judgement:
    return Judgement.objects.create(
        submission=SubmissionFactory(),
        author_name="Ann",
        about="stress",
        point="s:1",
        verdict="overruled",
    )


def commented() -> Comment:
    return Comment.objects.create(
        submission=SubmissionFactory(),
        author_name="Ann",
        is_from_learner=False,
        text="Well said.",
    )


def marked() -> Mark:
    take = SubmissionFactory()
    return Mark.objects.create(
        assignment=take.item.assignment, enrolment=take.enrolment, value="B"
    )


@pytest.mark.parametrize(
    ("make", "column"),
    [(logged, "what"), (judged, "verdict"), (commented, "text"), (marked, "value")],
)
def test_no_statement_changes_what_was_written(make: Any, column: str) -> None:
    row = make()
    table = row._meta.db_table
    statement = f"UPDATE {table} SET {column} = 'agreed' WHERE id = %s"
    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [row.pk])


def test_no_statement_moves_a_line_to_another_school() -> None:
    event, other = logged(), InstitutionFactory()
    statement = f"UPDATE {event._meta.db_table} SET institution_id = %s WHERE id = %s"
    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [other.pk, event.pk])


def test_whoever_a_line_names_can_still_be_deleted() -> None:
    event = logged()
    event.actor.delete()
    event.learner.delete()
    event.institution.delete()
    event.refresh_from_db()
    named = event.actor, event.learner, event.institution
    assert (named, event.what) == ((None, None, None), "take")
