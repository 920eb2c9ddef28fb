"""A new term: all that a teacher has built comes along, and no learner."""

from __future__ import annotations

import sys
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User

from teaching_app.schools import services
from teaching_app.schools.models import AcceptedVariant, SchoolClass
from teaching_app.schools.services import class_copies, class_parts
from tests.factories.models import UserFactory
from tests.factories.schools import (
    AssignmentFactory,
    EnrolmentFactory,
    MembershipFactory,
    SchoolClassFactory,
)

pytestmark = pytest.mark.django_db
ASSIGNMENTS = f"{services.__name__}.assignments"


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[tuple[SchoolClass, SchoolClass]]:
    """From which class to which assignments were to be copied."""
    calls: list[tuple[SchoolClass, SchoolClass]] = []

    def copy_all(*, source_class: SchoolClass, target_class: SchoolClass) -> None:
        calls.append((source_class, target_class))

    stand_in = SimpleNamespace(copy_all=copy_all)
    monkeypatch.setitem(sys.modules, ASSIGNMENTS, stand_in)
    monkeypatch.setattr(services, "assignments", stand_in, raising=False)
    return calls


@pytest.fixture
def teacher(db: None) -> User:
    return UserFactory()


@pytest.fixture
def source(teacher: User) -> SchoolClass:
    source = SchoolClassFactory(
        taught_by=teacher,
        allows_expression=True,
        retention_days=90,
        strictness="gentle",
        first_languages=["Chinese"],
    )
    EnrolmentFactory(school_class=source)
    AssignmentFactory(school_class=source)
    class_parts.add_group(school_class=source, name="Reds", by=teacher)
    AcceptedVariant.objects.create(
        school_class=source, word="garage", stressed_syllable=0, added_by=teacher
    )
    return source


def copy(source: SchoolClass, teacher: User) -> SchoolClass:
    return class_copies.copy(
        source=source,
        name="8b",
        starts_on=date(2027, 2, 1),
        ends_on=date(2027, 6, 1),
        by=teacher,
    )


def test_settings_groups_staff_and_variants_are_copied(
    source: SchoolClass, teacher: User, copied: list[Any]
) -> None:
    target = copy(source, teacher)
    for name in class_copies.COPIED_FIELDS:
        assert getattr(target, name) == getattr(source, name)
    assert (target.name, target.starts_on) == ("8b", date(2027, 2, 1))
    assert target.copied_from == source
    assert [group.name for group in target.groups.all()] == ["Reds"]
    assert [staff.membership.user for staff in target.staff.all()] == [teacher]
    variant = target.accepted_variants.get()
    assert (variant.word, variant.stressed_syllable) == ("garage", 0)


def test_no_learner_is_copied_and_the_code_is_new(
    source: SchoolClass, teacher: User, copied: list[Any]
) -> None:
    target = copy(source, teacher)
    assert not target.enrolments.exists()
    assert target.join_code != source.join_code
    assert target.join_token != source.join_token
    assert target.is_open
    assert target.archived_at is None


def test_assignments_are_copied_by_their_own_service(
    source: SchoolClass, teacher: User, copied: list[Any]
) -> None:
    target = copy(source, teacher)
    assert copied == [(source, target)]


def test_former_staff_are_not_copied(
    source: SchoolClass, teacher: User, copied: list[Any]
) -> None:
    gone = MembershipFactory(institution=source.institution)
    source.staff.create(membership=gone)
    gone.ended_at = gone.joined_at
    gone.save()
    target = copy(source, teacher)
    assert [staff.membership.user for staff in target.staff.all()] == [teacher]
