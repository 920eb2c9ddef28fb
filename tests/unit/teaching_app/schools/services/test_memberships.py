"""Roles change and end; somebody always administers."""

from __future__ import annotations

import pytest

from teaching_app.practice.access import Purpose
from teaching_app.schools import access
from teaching_app.schools.errors import LastAdminError
from teaching_app.schools.models.institution import Role
from teaching_app.schools.services import memberships
from teaching_app.schools.staff import is_staff
from tests.factories.models import UserFactory
from tests.factories.schools import MembershipFactory, SchoolClassFactory

pytestmark = pytest.mark.django_db


def test_a_change_of_role_grants_and_revokes_its_rights() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    helper = MembershipFactory(institution=admin.institution, role=Role.ASSISTANT)
    SchoolClassFactory(institution=admin.institution)
    assert not access.classes_to(helper.user, Purpose.SEE).exists()
    memberships.change_role(membership=helper, role=Role.ADMIN, by=admin.user)
    assert access.classes_to(helper.user, Purpose.CHANGE).count() == 1
    memberships.change_role(membership=admin, role=Role.ASSISTANT, by=helper.user)
    assert not access.classes_to(admin.user, Purpose.SEE).exists()


def test_former_staff_reach_nothing_any_more() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    school_class = SchoolClassFactory(institution=admin.institution)
    teacher = MembershipFactory(institution=admin.institution)
    school_class.staff.create(membership=teacher)
    memberships.end(membership=teacher, by=admin.user)
    assert not is_staff(teacher.user)
    assert not school_class.staff.exists()
    assert not access.classes_to(teacher.user, Purpose.SEE).exists()


def test_former_staff_can_come_back() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    teacher = MembershipFactory(institution=admin.institution)
    memberships.end(membership=teacher, by=admin.user)
    MembershipFactory(institution=admin.institution, user=teacher.user)
    assert is_staff(teacher.user)


def test_the_last_administrator_keeps_role_and_membership() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    MembershipFactory(institution=admin.institution)
    gone = MembershipFactory(institution=admin.institution, role=Role.ADMIN)
    memberships.end(membership=gone, by=admin.user)
    with pytest.raises(LastAdminError):
        memberships.end(membership=admin, by=admin.user)
    with pytest.raises(LastAdminError):
        memberships.change_role(membership=admin, role=Role.TEACHER, by=admin.user)
    admin.refresh_from_db()
    assert (admin.role, admin.ended_at) == (Role.ADMIN, None)


def test_both_are_in_the_log() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    teacher = MembershipFactory(institution=admin.institution)
    memberships.change_role(membership=teacher, role=Role.ASSISTANT, by=admin.user)
    memberships.end(membership=teacher, by=admin.user)
    name = teacher.user.get_username()
    logged = admin.institution.audit_events.order_by("pk")
    assert [event.details for event in logged] == [
        {"account": name, "role": "assistant", "was": "teacher"},
        {"account": name, "ended": True},
    ]


def test_a_schools_own_system_admits_teachers_and_changes_no_role() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    school, user = admin.institution, UserFactory()
    made = memberships.admit(institution=school, user=user, role=Role.TEACHER)
    assert made is not None
    assert made.role == Role.TEACHER
    again = memberships.admit(institution=school, user=user, role=Role.ASSISTANT)
    assert again == made
    kept = memberships.admit(institution=school, user=admin.user, role=Role.TEACHER)
    assert kept is not None
    assert kept.role == Role.ADMIN


def test_no_system_brings_back_who_was_taken_off_the_staff() -> None:
    admin = MembershipFactory(role=Role.ADMIN)
    teacher = MembershipFactory(institution=admin.institution)
    memberships.end(membership=teacher, by=admin.user)
    institution, user = admin.institution, teacher.user
    assert not memberships.admit(institution=institution, user=user, role=Role.TEACHER)
    assert not is_staff(user)
