"""A teacher's first page: what waits, what is behind, and the first steps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from teaching_app.schools.models import Enrolment, Submission
from teaching_app.schools.models.institution import Role
from teaching_app.schools.selectors import home
from tests.factories.models import UserFactory
from tests.factories.schools import (
    AssignmentFactory,
    EnrolmentFactory,
    MembershipFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def over() -> dict[str, date]:
    today = date.today()
    return {
        "starts_on": today - timedelta(days=90),
        "ends_on": today - timedelta(days=1),
    }


def test_a_class_shows_the_numbers_of_pending_items(teacher: User) -> None:
    school_class = SchoolClassFactory(taught_by=teacher)
    waiting = SubmissionFactory(item__assignment__school_class=school_class)
    assignment = waiting.item.assignment
    for done in ({"reviewed_at": timezone.now()}, {"set_aside_at": timezone.now()}):
        SubmissionFactory(item__assignment=assignment, **done)
    gone = SubmissionFactory(item__assignment=assignment)
    Submission.objects.filter(pk=gone.pk).update(analysis=None)
    AssignmentFactory(school_class=school_class, published_at=None)
    AssignmentFactory(
        school_class=school_class, due_at=timezone.now() + timedelta(days=30)
    )
    EnrolmentFactory(school_class=school_class, state="waiting", agreed_at=None)
    EnrolmentFactory(school_class=school_class, state="left")
    (found,) = home.of(teacher).current
    assert (found.n_to_review, found.n_due_soon) == (1, 1)
    assert (found.n_learners, found.n_joining) == (4, 1)


def test_classes_with_most_pending_work_come_first(teacher: User) -> None:
    quiet, busy = (SchoolClassFactory(taught_by=teacher) for _ in range(2))
    SubmissionFactory(item__assignment__school_class=busy)
    found = [overview.school_class for overview in home.of(teacher).current]
    assert found == [busy, quiet]


def test_past_and_archived_classes_come_last(teacher: User) -> None:
    now = SchoolClassFactory(taught_by=teacher)
    past = SchoolClassFactory(taught_by=teacher, **over())
    archived = SchoolClassFactory(taught_by=teacher, archived_at=timezone.now())
    found = home.of(teacher)
    for overviews, expected in (
        (found.current, now),
        (found.past, past),
        (found.archived, archived),
    ):
        assert [overview.school_class for overview in overviews] == [expected]


def test_classes_of_others_are_not_listed(teacher: User) -> None:
    MembershipFactory(user=teacher)
    SchoolClassFactory(taught_by=UserFactory())
    assert home.of(teacher).current == []


def test_the_page_needs_as_many_queries_for_many_classes_as_for_one(
    teacher: User, teacher_client: Client, django_assert_max_num_queries: Any
) -> None:
    membership = MembershipFactory(user=teacher)
    for _ in range(12):
        school_class = SchoolClassFactory(institution=membership.institution)
        school_class.staff.create(membership=membership)
        EnrolmentFactory(school_class=school_class)
    SchoolClassFactory(institution=membership.institution, **over())
    with django_assert_max_num_queries(18):
        assert teacher_client.get("/teach/").status_code == 200


def test_first_steps_lead_to_a_class_and_then_to_its_learners(
    teacher: User, teacher_client: Client
) -> None:
    MembershipFactory(user=teacher, role=Role.ADMIN)
    assert "/teach/classes/new/" in teacher_client.get("/teach/").content.decode()
    school_class = SchoolClassFactory(taught_by=teacher)
    page = teacher_client.get("/teach/").content.decode()
    assert "Three steps" in page
    assert f"/teach/classes/{school_class.public_id}/" in page
    EnrolmentFactory(school_class=school_class, state=Enrolment.State.ACTIVE)
    assert "Three steps" not in teacher_client.get("/teach/").content.decode()


def test_an_assistant_cannot_create_classes_or_see_settings(
    teacher: User, teacher_client: Client
) -> None:
    membership = MembershipFactory(user=teacher, role=Role.ASSISTANT)
    page = teacher_client.get("/teach/").content.decode()
    assert "You are in no class yet" in page
    assert "/teach/classes/new/" not in page
    school_class = SchoolClassFactory(institution=membership.institution, **over())
    school_class.staff.create(membership=membership)
    page = teacher_client.get("/teach/").content.decode()
    assert school_class.name in page
    assert "settings/" not in page
