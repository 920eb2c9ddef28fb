"""Making and closing links."""

from __future__ import annotations

from datetime import timedelta

import pytest

from teaching_app.natives.selectors import invitations as selectors
from teaching_app.natives.services import invitations
from teaching_app.schools.models import AuditEvent
from tests.factories.models import PhraseFactory, UserFactory
from tests.factories.natives import HelperFactory, InvitationFactory
from tests.factories.schools import InstitutionFactory

pytestmark = pytest.mark.django_db


def wanted(**values: object) -> invitations.Wanted:
    asked = {
        "title": "Unit 3",
        "phrases": [PhraseFactory(), PhraseFactory()],
        "styles": ["neutral", "happy"],
        "asks_listeners": True,
        "max_helpers": 2,
        "lasts": timedelta(days=3),
    }
    return invitations.Wanted(**asked | values)


def test_an_invitation_asks_for_each_phrase_in_each_style() -> None:
    made = invitations.invite(
        by=UserFactory(), institution=InstitutionFactory(), wanted=wanted()
    )
    assert selectors.progress(made).n_wanted == 4
    assert selectors.is_open(made)


def test_a_schools_invitation_is_in_its_log_and_the_librarys_in_none() -> None:
    by, institution = UserFactory(), InstitutionFactory()
    made = invitations.invite(by=by, institution=institution, wanted=wanted())
    invitations.revoke(invitation=made, by=by)
    invitations.invite(by=by, institution=None, wanted=wanted())
    events = AuditEvent.objects.filter(what="invitation of natives")
    assert [event.institution for event in events] == [institution, institution]


def test_a_revoked_invitation_is_closed_at_once() -> None:
    invitation = InvitationFactory()
    invitations.revoke(invitation=invitation, by=invitation.invited_by)
    invitation.refresh_from_db()
    assert not selectors.is_open(invitation)


def test_an_invitation_is_for_as_many_as_were_asked_for() -> None:
    invitation = InvitationFactory(max_helpers=1)
    assert selectors.has_place(invitation)
    HelperFactory(invitation=invitation)
    assert not selectors.has_place(invitation)
