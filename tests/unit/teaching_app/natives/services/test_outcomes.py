"""What the job that measures a recording reports."""

from __future__ import annotations

import pytest

from teaching_app.natives.models import NativeRecording
from teaching_app.natives.services import outcomes
from tests.factories.natives import NativeRecordingFactory

pytestmark = pytest.mark.django_db
State = NativeRecording.State


def test_a_refused_recording_has_a_reason() -> None:
    recording = NativeRecordingFactory()
    assert outcomes.refuse(recording=recording, reason="too_noisy")
    recording.refresh_from_db()
    assert (recording.state, recording.refusal) == (State.REFUSED, "too_noisy")


def test_a_measured_one_waits_for_a_person_with_its_doubts() -> None:
    recording = NativeRecordingFactory()
    assert outcomes.keep_measures(
        recording=recording, measures={"rate": 4.2}, doubts=["timing"]
    )
    recording.refresh_from_db()
    assert (recording.state, recording.measures) == (State.MEASURED, {"rate": 4.2})
    assert recording.doubts == ["timing"]


def test_a_late_report_changes_nothing() -> None:
    recording = NativeRecordingFactory(approved=True)
    assert not outcomes.refuse(recording=recording, reason="too_noisy")
    assert not outcomes.keep_measures(recording=recording, measures={})
    recording.refresh_from_db()
    assert recording.state == State.APPROVED
