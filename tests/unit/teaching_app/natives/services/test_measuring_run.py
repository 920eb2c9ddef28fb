"""What the worker does with a native's recording, with a double of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.natives.models import MeasuringJob, NativeRecording, ProfileJob
from teaching_app.natives.services import measuring, measuring_run
from teaching_app.practice.models import NativeProfile
from tests.factories.models import PhraseFactory
from tests.factories.natives import (
    HelperFactory,
    NativeRecordingFactory,
    measures,
    refused,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]
State, Doubt = NativeRecording.State, NativeRecording.Doubt


@pytest.fixture(autouse=True)
def quiet_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teaching_app.practice.jobs.publish", lambda *_, **__: True)


@pytest.fixture
def recording() -> NativeRecording:
    """A reading of "Go on." that waits."""
    helper = HelperFactory(invitation__phrases=[PhraseFactory(text="Go on.")])
    made: NativeRecording = NativeRecordingFactory(helper=helper)
    measuring.request(recording=made)
    return made


def work(*outcomes: Any) -> list[engine.UtteranceRequest]:
    """Have the worker do what waits; return what the engine was asked."""
    asked: list[engine.UtteranceRequest] = []

    def measure(requests: Sequence[engine.UtteranceRequest], **_: object) -> list[Any]:
        asked.extend(requests)
        return list(outcomes)

    job = MeasuringJob.objects.get()
    measuring_run.run(job.pk, worker="w", measure=measure)
    return asked


def test_a_measured_recording_waits_for_a_person(recording) -> None:
    (request,) = work(measures())
    assert request.text == "Go on."
    recording.refresh_from_db()
    assert (recording.state, recording.doubts) == (State.MEASURED, [])
    assert engine.NativeMeasures.from_json(recording.measures).text == "Go on."
    assert MeasuringJob.objects.get().state == "done"


def test_one_that_is_of_no_use_is_to_be_read_again(recording) -> None:
    work(refused(engine.Reason.TOO_NOISY))
    recording.refresh_from_db()
    assert (recording.state, recording.refusal) == (State.REFUSED, "too_noisy")


def test_a_file_that_is_no_sound_is_to_be_read_again(recording) -> None:
    work(engine.AudioError(engine.AudioRefusal.UNDECODABLE, "no sound"))
    recording.refresh_from_db()
    assert (recording.state, recording.refusal) == (State.REFUSED, "undecodable")


def test_what_the_engine_doubts_is_shown_once_each(recording) -> None:
    found = (engine.NativeDoubt.WORDS_LEFT_OUT, engine.NativeDoubt.WORDS_ADDED)
    work(measures(*found, engine.NativeDoubt.NOISE))
    recording.refresh_from_db()
    assert recording.doubts == [Doubt.WORDS, Doubt.NOISE]


def test_one_unlike_all_other_natives_is_doubted(recording) -> None:
    takes = [
        engine.NativeTake(f"s{i}", "", "neutral", "Go on.", m.words, m.melody, ())
        for i in range(25)
        if (m := measures(shift_st=i / 10)).melody
    ]
    others = engine.profile_of_natives(takes, origin=engine.Origin("o", "l", "a"))
    assert others is not None
    NativeProfile.objects.create(
        phrase=recording.phrase,
        style="neutral",
        version="1",
        data=others.to_json(),
        n_speakers=25,
    )
    flat = measures()
    work(engine.NativeMeasures.from_json(flat.to_json() | {"pauses": [LONG]}))
    recording.refresh_from_db()
    assert recording.doubts == [Doubt.TIMING]


LONG = {"start_s": 0.4, "end_s": 3.0}


def test_every_doubt_of_the_engine_has_its_sentence() -> None:
    assert set(measuring_run.DOUBTS) == set(engine.NativeDoubt)


def test_one_that_cannot_be_measured_at_all_is_to_be_read_again(recording) -> None:
    for _ in range(MeasuringJob.MAX_ATTEMPTS):
        with pytest.raises(engine.MemoryExhaustedError):
            work(engine.MemoryExhaustedError("none left"))
    recording.refresh_from_db()
    assert (recording.state, recording.refusal) == (State.REFUSED, "failed")


def test_measured_anew_an_approved_one_stays_approved_and_its_profile_is_rebuilt(
    recording, django_capture_on_commit_callbacks
) -> None:
    old = measures().to_json() | {"engine_version": "0"}
    NativeRecording.objects.filter(pk=recording.pk).update(
        state=State.APPROVED, measures=old
    )
    with django_capture_on_commit_callbacks(execute=True):
        work(measures())
    recording.refresh_from_db()
    assert recording.state == State.APPROVED
    assert recording.measures["engine_version"] == engine.ENGINE_VERSION
    assert ProfileJob.objects.get().phrase == recording.phrase


def test_a_recording_asked_for_twice_is_measured_once(recording) -> None:
    measuring.request(recording=recording)
    assert MeasuringJob.objects.count() == 1
    work(measures())
    measuring.request(recording=recording)
    assert MeasuringJob.objects.get().state == "queued"
