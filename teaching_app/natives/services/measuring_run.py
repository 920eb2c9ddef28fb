"""What the engine measures of a native's recording, and what it doubts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings

import emotion_engine as engine
from teaching_app.natives.models import MeasuringJob, NativeRecording
from teaching_app.practice import jobs
from teaching_app.practice.selectors import native_profiles
from teaching_app.practice.services.job_run import working_on

from . import outcomes, profiles

Doubt = NativeRecording.Doubt
Outcome = engine.NativeMeasures | engine.EngineError
Measure = Callable[..., list[Outcome]]

FAILED = "failed"  # the refusal of a recording that could not be measured at all
DOUBTS = {
    engine.NativeDoubt.WORDS_LEFT_OUT: Doubt.WORDS,
    engine.NativeDoubt.WORDS_ADDED: Doubt.WORDS,
    engine.NativeDoubt.NOISE: Doubt.NOISE,
    engine.NativeDoubt.RATE: Doubt.TIMING,
    engine.NativeDoubt.PAUSES: Doubt.TIMING,
    engine.NativeDoubt.STRESSED_LENGTH: Doubt.TIMING,
    engine.NativeDoubt.PITCH_RANGE: Doubt.MELODY,
    engine.NativeDoubt.FINAL_MOVEMENT: Doubt.MELODY,
    engine.NativeDoubt.LOUDNESS: Doubt.STRESS,
    engine.NativeDoubt.OTHER_STRESS: Doubt.STRESS,
}


def run(job_id: int, *, worker: str, measure: Measure = engine.measure_natives) -> None:
    """Measure the recording that waits longest.

    One per message: a learner's take never waits for more than that.
    """
    for claim in jobs.claim_in_turn(MeasuringJob, job_id, worker=worker):
        with working_on(claim):
            job = jobs.fetch(claim, "recording__phrase")
            (outcome,) = measure([asked_of(job.recording)], config=settings.ENGINE)
            with jobs.writing(claim):
                note(recording=job.recording, outcome=outcome)
                jobs.finish(claim)


def asked_of(recording: NativeRecording) -> engine.UtteranceRequest:
    """What the engine is asked; the file is read."""
    phrase = recording.phrase
    with recording.file.open("rb") as file:
        source = file.read()
    return engine.UtteranceRequest(
        source, text=phrase.text, stress=phrase.stressed_syllables or None
    )


def note(*, recording: NativeRecording, outcome: Outcome) -> None:
    """Write down what was measured; what the engine could not do is raised."""
    if isinstance(outcome, engine.AudioError):
        outcomes.refuse(recording=recording, reason=outcome.code.value)
    elif isinstance(outcome, engine.EngineError):
        raise outcome
    elif outcome.reason is not None:
        outcomes.refuse(recording=recording, reason=outcome.reason.value)
    elif recording.measures is None:
        outcomes.keep_measures(
            recording=recording,
            measures=outcome.to_json(),
            doubts=doubts_about(recording, outcome),
        )
    else:
        _renew(recording, outcome.to_json())


def doubts_about(
    recording: NativeRecording, measures: engine.NativeMeasures
) -> list[str]:
    """What to listen for, each once: far from others who say this phrase this way."""
    phrase, style = recording.phrase, recording.style
    found = engine.doubts_about(
        measures,
        style=style,
        stress=phrase.stressed_syllables or None,
        profile=native_profiles.find(phrase, style),
    )
    return list(dict.fromkeys(DOUBTS[doubt].value for doubt in found))


def give_up(job_ids: list[int]) -> None:
    """Have recordings read again that the worker has failed to measure for good."""
    failed = NativeRecording.objects.filter(measuring__in=job_ids)
    for recording in failed.filter(measuring__state=jobs.JobState.FAILED):
        outcomes.refuse(recording=recording, reason=FAILED)


def _renew(recording: NativeRecording, measures: dict[str, Any]) -> None:
    """Replace the measures of an earlier engine; what a person decided stays."""
    NativeRecording.objects.filter(pk=recording.pk).update(measures=measures)
    if recording.state == NativeRecording.State.APPROVED:
        profiles.request_rebuild(phrase=recording.phrase, style=recording.style)
