"""A worker makes one rendition and writes what came of it."""

from __future__ import annotations

from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.practice.models import NativeProfile, Rendition
from teaching_app.practice.services import consents, rendition_run
from tests.factories import engines
from tests.factories.models import (
    NativeProfileFactory,
    RenditionFactory,
    VoiceTraceFactory,
)
from tests.factories.sound import wav_bytes
from tests.reports import as_read

pytestmark = pytest.mark.django_db


def run(rendition: Rendition, **doubles: Any) -> Rendition:
    real = {"resynthesize": engines.resynthesize, "try_cues": engines.try_cues}
    rendition_run.run(rendition.pk, worker="worker-a", **(real | doubles))
    rendition.refresh_from_db()
    return rendition


def cues(**values: Any) -> Rendition:
    return RenditionFactory(
        kind="cues", analysis__style="happy", analysis__with_expression=True, **values
    )


def test_no_voice_is_changed_once_consent_is_withdrawn() -> None:
    rendition = RenditionFactory(kind="all")
    learner = rendition.analysis.recording.owner
    consents.agree(learner=learner)
    consents.withdraw(learner=learner)
    made = run(rendition, resynthesize=engines.failing(AssertionError("changed")))
    assert made.state == "failed"
    assert not made.file


@pytest.mark.parametrize("kind", ["all", "wrong"])
def test_the_changed_voice_is_kept_with_what_was_done(kind: str) -> None:
    made = run(RenditionFactory(kind=kind))
    assert made.state == "done"
    assert made.file.read() == wav_bytes()
    assert made.details["parts"] == kind
    assert made.details["timeline"][1] == [0.3, 0.4]


def test_the_engine_gets_the_take_its_report_and_the_natives_of_the_style() -> None:
    given: dict[str, Any] = {}

    def resynthesize(source, report, profile, **values):
        given.update(source=source, report=report, profile=profile)
        return engines.resynthesize(source, report, profile, **values)

    rendition = RenditionFactory(
        analysis__style="happy",
        analysis__with_expression=True,
        analysis__recording__phrase__text="Kids are talking by the door.",
    )
    shipped = engine.find_profile("Kids are talking by the door.", "happy")
    NativeProfileFactory(
        phrase=rendition.analysis.phrase, style="happy", data=shipped.to_json()
    )
    run(rendition, resynthesize=resynthesize)
    assert given["source"] == wav_bytes()
    assert given["report"] == as_read(rendition.analysis.report)
    assert given["profile"] == shipped


def test_where_expression_is_off_the_natives_are_the_plain_ones() -> None:
    given: list[object] = []

    def resynthesize(source, report, profile, **values):
        given.append(profile)
        return engines.resynthesize(source, report, profile, **values)

    rendition = RenditionFactory(
        analysis__style="happy", analysis__with_expression=False
    )
    shipped = engine.find_profile("Kids are talking by the door.", "happy")
    NativeProfileFactory(
        phrase=rendition.analysis.phrase, style="happy", data=shipped.to_json()
    )
    run(rendition, resynthesize=resynthesize)
    assert given == [None]
    assert NativeProfile.objects.count() == 1


def test_without_natives_the_voice_that_the_learner_chose_says_how() -> None:
    given: dict[str, Any] = {}

    def resynthesize(source, report, profile, **values):
        given.update(values, profile=profile)
        return engines.resynthesize(source, report, profile, **values)

    rendition = RenditionFactory(
        analysis__recording__owner__voice="bm_george",
        analysis__recording__phrase__accent=[1],
    )
    run(rendition, resynthesize=resynthesize)
    assert given["profile"] is None
    assert (given["voice"], given["accent"]) == ("bm_george", (1,))


def test_the_cues_that_were_tried_are_kept_without_sound() -> None:
    tried = run(cues())
    assert tried.state == "done"
    assert not tried.file
    assert tried.details["trials"][0]["name"] == "pitch_range_st"


def test_with_expression_off_no_cue_is_tried(settings) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the engine was asked")

    settings.EXPRESSION_ENABLED = False
    assert run(cues(), try_cues=never).state == "impossible"


def test_cues_are_tried_against_the_voices_other_takes() -> None:
    told: list[tuple[engine.VoiceTrace, ...]] = []

    def listen(*sound: Any, own_voice: Any, **values: Any) -> engine.CueAdvice:
        told.append(own_voice)
        return engines.try_cues(*sound, **values)

    rendition = cues()
    VoiceTraceFactory(recording__owner=rendition.analysis.recording.owner)
    assert run(rendition, try_cues=listen).state == "done"
    assert told == [(engines.trace(),)]


def test_a_take_in_which_nothing_can_change_is_a_result() -> None:
    def refuse(*_: object, **__: object) -> None:
        raise engine.RenditionError("Nothing in the take is to be changed.")

    assert run(RenditionFactory(), resynthesize=refuse).state == "impossible"


def test_a_take_that_was_deleted_cannot_be_changed() -> None:
    rendition = RenditionFactory()
    rendition.analysis.recording.file.delete()
    assert run(rendition).state == "impossible"


def test_a_fault_queues_it_again_and_is_raised() -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("made by the test")

    rendition = RenditionFactory()
    with pytest.raises(ValueError, match="made by the test"):
        run(rendition, resynthesize=broken)
    rendition.refresh_from_db()
    assert (rendition.state, rendition.error[:10]) == ("queued", "ValueError")


def test_what_another_worker_has_is_left_alone() -> None:
    taken = RenditionFactory(state="running", claimed_by="worker-b")
    assert run(taken).claimed_by == "worker-b"
