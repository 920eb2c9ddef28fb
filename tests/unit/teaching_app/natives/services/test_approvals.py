"""The second person's decision."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from teaching_app.natives.errors import NotSecondPersonError
from teaching_app.natives.models import NativeRecording
from teaching_app.natives.services import approvals
from teaching_app.schools.models import AuditEvent
from tests.factories.models import UserFactory
from tests.factories.natives import NativeRecordingFactory

pytestmark = pytest.mark.django_db
State = NativeRecording.State
REBUILD = "teaching_app.natives.services.profiles.request_rebuild"


def test_an_approved_recording_has_its_profile_rebuilt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rebuild = Mock()
    monkeypatch.setattr(REBUILD, rebuild)
    recording, by = NativeRecordingFactory(measured=True), UserFactory()
    assert approvals.approve(recording=recording, by=by)
    recording.refresh_from_db()
    assert (recording.state, recording.decided_by) == (State.APPROVED, by)
    rebuild.assert_called_once_with(phrase=recording.phrase, style="neutral")
    assert AuditEvent.objects.get().what == "recording of a native"


def test_a_rejected_one_keeps_the_reason_and_changes_no_profile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rebuild = Mock()
    monkeypatch.setattr(REBUILD, rebuild)
    recording = NativeRecordingFactory(measured=True)
    assert approvals.reject(recording=recording, by=UserFactory(), reason="A dog.")
    recording.refresh_from_db()
    assert (recording.state, recording.rejection) == (State.REJECTED, "A dog.")
    rebuild.assert_not_called()


def test_an_approval_can_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild = Mock()
    monkeypatch.setattr(REBUILD, rebuild)
    recording = NativeRecordingFactory(approved=True)
    assert approvals.reject(recording=recording, by=UserFactory(), reason="Sung.")
    rebuild.assert_called_once_with(phrase=recording.phrase, style="neutral")


@pytest.mark.parametrize("state", [State.WAITING, State.REJECTED])
def test_only_what_the_engine_has_measured_is_approved(state: str) -> None:
    recording = NativeRecordingFactory(state=state)
    assert not approvals.approve(recording=recording, by=UserFactory())
    recording.refresh_from_db()
    assert recording.state == state


def test_whoever_invited_does_not_decide() -> None:
    recording = NativeRecordingFactory(measured=True)
    inviter = recording.helper.invitation.invited_by
    with pytest.raises(NotSecondPersonError):
        approvals.approve(recording=recording, by=inviter)
