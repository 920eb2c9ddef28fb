"""A link by which one person joins the staff, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from teaching_app.schools.errors import AlreadyStaffError, UsedInvitationError
from teaching_app.schools.models import Invitation, Membership
from teaching_app.schools.models.institution import Role
from teaching_app.schools.selectors import invitations as selectors
from teaching_app.schools.services import invitations
from tests.factories.models import UserFactory
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db: None) -> Membership:
    return MembershipFactory(role=Role.ADMIN)


def invite(admin: Membership, **values: str) -> Invitation:
    return invitations.invite(
        institution=admin.institution, by=admin.user, role=Role.ASSISTANT, **values
    )


def test_an_invitation_adds_one_person_to_the_staff_in_its_role(
    admin: Membership,
) -> None:
    invitation, person = invite(admin), UserFactory()
    membership = invitations.accept(invitation=invitation, by=person)
    assert (membership.institution, membership.role) == (
        admin.institution,
        Role.ASSISTANT,
    )
    invitation.refresh_from_db()
    assert invitation.used_by == person
    assert not selectors.is_open(invitation)


def test_it_works_once(admin: Membership) -> None:
    invitation = invite(admin)
    invitations.accept(invitation=invitation, by=UserFactory())
    with pytest.raises(UsedInvitationError):
        invitations.accept(invitation=invitation, by=UserFactory())
    assert Membership.objects.count() == 2


def test_it_expires_and_can_be_withdrawn(admin: Membership) -> None:
    old, withdrawn = invite(admin), invite(admin)
    Invitation.objects.filter(pk=old.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    invitations.withdraw(invitation=withdrawn, by=admin.user)
    for invitation in (old, withdrawn):
        with pytest.raises(UsedInvitationError):
            invitations.accept(invitation=invitation, by=UserFactory())
    assert list(selectors.open_of(admin.institution)) == []


def test_with_an_address_it_is_for_the_account_that_has_it(admin: Membership) -> None:
    invitation = invite(admin, email="ada@example.org")
    other = UserFactory(email="other@example.org")
    with pytest.raises(UsedInvitationError):
        invitations.accept(invitation=invitation, by=other)
    person = UserFactory(email="Ada@example.org")
    assert invitations.accept(invitation=invitation, by=person)


def test_any_address_of_an_account_counts(admin: Membership) -> None:
    person = UserFactory(email="first@example.org")
    person.emailaddress_set.create(email="ADA@example.org")
    assert invitations.accept(
        invitation=invite(admin, email="ada@example.org"), by=person
    )


def test_current_staff_do_not_use_up_an_invitation(admin: Membership) -> None:
    invitation = invite(admin)
    with pytest.raises(AlreadyStaffError):
        invitations.accept(invitation=invitation, by=admin.user)
    invitation.refresh_from_db()
    assert selectors.is_open(invitation)


def test_the_first_administrator_of_a_school_is_invited_before_there_is_one() -> None:
    invitation = invitations.invite_first_admin(name="A school")
    membership = invitations.accept(invitation=invitation, by=UserFactory())
    assert (membership.role, membership.institution.name) == (Role.ADMIN, "A school")
