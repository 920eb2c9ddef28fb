"""Who listens to whom."""

from __future__ import annotations

import pytest

from teaching_app.natives.selectors import listening
from teaching_app.natives.services import approvals
from tests.factories.models import UserFactory
from tests.factories.natives import (
    HelperFactory,
    InvitationFactory,
    NativeRecordingFactory,
    StyleVoteFactory,
)
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db


def test_helpers_hear_approved_recordings_of_others_of_their_school() -> None:
    ours = InvitationFactory(asks_listeners=True)
    listener = HelperFactory(invitation=ours)
    heard = NativeRecordingFactory(helper__invitation=ours, approved=True)
    NativeRecordingFactory(helper__invitation=ours, measured=True)
    NativeRecordingFactory(helper=listener, approved=True)
    NativeRecordingFactory(helper__invitation__asks_listeners=True, approved=True)
    NativeRecordingFactory(
        helper__invitation__institution=ours.institution, approved=True
    )  # whose helper was not told that others would hear it
    assert list(listening.for_helper(listener)) == [heard]

    StyleVoteFactory(recording=heard, account=None, helper=listener)
    assert not listening.for_helper(listener)


def test_helpers_who_were_not_asked_hear_nobody() -> None:
    recording = NativeRecordingFactory(
        helper__invitation__asks_listeners=True, approved=True
    )
    invitation = InvitationFactory(
        institution=recording.helper.invitation.institution, asks_listeners=False
    )
    assert not listening.for_helper(HelperFactory(invitation=invitation))


def test_whoever_decided_on_a_recording_knows_its_style_and_is_not_asked() -> None:
    recording = NativeRecordingFactory(measured=True)
    institution = recording.helper.invitation.institution
    teacher = MembershipFactory(institution=institution).user
    colleague = MembershipFactory(institution=institution).user
    approvals.approve(recording=recording, by=teacher)
    assert not listening.for_account(teacher)
    assert list(listening.for_account(colleague)) == [recording]
    assert not listening.for_account(UserFactory())


def test_what_few_have_heard_comes_first() -> None:
    often = NativeRecordingFactory(approved=True)
    StyleVoteFactory(recording=often)
    invitation = often.helper.invitation
    never = NativeRecordingFactory(helper__invitation=invitation, approved=True)
    teacher = MembershipFactory(institution=invitation.institution).user
    assert list(listening.for_account(teacher)) == [never, often]
    assert listening.heard_in(often) == {"happy": 1}
