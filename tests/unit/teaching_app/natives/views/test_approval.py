"""The second person's pages."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from teaching_app.natives.models import NativeRecording
from tests.factories.natives import NativeRecordingFactory, StyleVoteFactory
from tests.factories.schools import MembershipFactory
from tests.unit.teaching_app.access import BACKEND

pytestmark = pytest.mark.django_db
State = NativeRecording.State


@pytest.fixture
def recording() -> NativeRecording:
    return NativeRecordingFactory(measured=True, style="sad", doubts=["timing"])


@pytest.fixture
def colleague(recording: NativeRecording, client: Client) -> User:
    institution = recording.helper.invitation.institution
    account = MembershipFactory(institution=institution).user
    client.force_login(account, backend=BACKEND)
    return account


def page(recording: NativeRecording) -> str:
    return reverse("natives_recording", args=[recording.public_id])


def test_the_second_person_sees_style_doubts_and_what_was_heard(
    recording: NativeRecording, colleague: User, client: Client
) -> None:
    StyleVoteFactory(recording=recording, heard="happy")
    shown = client.get(reverse("natives_approve"), follow=True).text
    for expected in ("sad", "Its timing is unlike", "happy (1)", "Scottish"):
        assert expected in shown


def test_approving_leads_to_the_next(
    recording: NativeRecording, colleague: User, client: Client
) -> None:
    response = client.post(page(recording), {"decision": "approve"}, follow=True)
    recording.refresh_from_db()
    assert (recording.state, recording.decided_by) == (State.APPROVED, colleague)
    assert "Nothing to check" in response.text


def test_rejecting_needs_a_reason(
    recording: NativeRecording, colleague: User, client: Client
) -> None:
    assert client.post(page(recording), {"decision": "reject"}).status_code == 400
    client.post(page(recording), {"decision": "reject", "reason": "A dog barks."})
    recording.refresh_from_db()
    assert (recording.state, recording.rejection) == (State.REJECTED, "A dog barks.")
    late = client.post(page(recording), {"decision": "approve"}, follow=True)
    assert "decided on this one already" in late.text


def test_what_is_rejected_is_no_longer_played(
    recording: NativeRecording, colleague: User, client: Client
) -> None:
    address = reverse("natives_recording_audio", args=[recording.public_id])
    assert client.get(address).status_code == 200
    NativeRecording.objects.update(state=State.REJECTED)
    assert client.get(address).status_code == 404
