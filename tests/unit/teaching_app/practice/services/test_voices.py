"""What is kept of a voice: once for each take, and gone with whatever it came from."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from teaching_app.practice.models import Learner, Recording, VoiceTrace
from teaching_app.practice.selectors import voices as selected
from teaching_app.practice.services import consents, erasure, voices
from tests.factories.engines import trace
from tests.factories.models import (
    AnalysisFactory,
    RecordingFactory,
    VoiceTraceFactory,
)

pytestmark = pytest.mark.django_db


def test_a_take_that_is_analysed_again_counts_once(learner: Learner) -> None:
    analysis = AnalysisFactory(
        recording__owner=learner, recording__captured={"microphone": "a1"}
    )
    voices.keep(analysis=analysis, trace=trace("happy"))
    voices.keep(analysis=analysis, trace=trace("sad", value=2.0))
    (kept,) = selected.of_learner(learner)
    assert (kept.microphone, kept.style) == ("a1", "sad")
    assert kept.for_engine() == trace("sad", value=2.0)
    assert kept.numbers() == [2.0, 0.0, 0.0]


def test_only_the_newest_takes_of_a_microphone_are_kept(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selected, "MOST_KEPT", 2)
    elsewhere = VoiceTraceFactory(recording__owner=learner, microphone="other")
    takes = RecordingFactory.create_batch(3, owner=learner)
    for days, take in enumerate(takes):  # the first is the newest
        at = timezone.now() - timedelta(days=days)
        Recording.objects.filter(pk=take.pk).update(created_at=at)
        voices.keep(analysis=AnalysisFactory(recording=take), trace=trace())
    kept = {row.recording for row in selected.of_learner(learner)}
    assert kept == {takes[0], takes[1], elsewhere.recording}


def test_what_another_encoder_heard_is_deleted(learner: Learner) -> None:
    VoiceTraceFactory(recording__owner=learner, encoder="before")
    others = VoiceTraceFactory(encoder="before")
    new = AnalysisFactory(recording__owner=learner)
    kept = voices.keep(analysis=new, trace=trace())
    assert set(VoiceTrace.objects.all()) == {kept, others}


def test_a_deleted_take_leaves_nothing_of_its_voice(learner: Learner) -> None:
    gone, stays = (VoiceTraceFactory(recording__owner=learner) for _ in range(2))
    receipt = erasure.erase_take(recording=gone.recording)
    assert receipt.rows["voicetrace"] == 1
    assert list(VoiceTrace.objects.all()) == [stays]


@pytest.mark.parametrize("withdraws", [True, False])
def test_switching_styles_off_deletes_the_voice_and_which_microphone_it_was(
    learner: Learner, withdraws: bool
) -> None:
    captured = {"sampleRate": 48000, "microphone": "a1"}
    mine = VoiceTraceFactory(recording__owner=learner, recording__captured=captured)
    others = VoiceTraceFactory(recording__captured=captured)
    if withdraws:
        consents.withdraw(learner=learner)
    else:
        consents.choose_expression(learner=learner, wanted=False)
    assert list(VoiceTrace.objects.all()) == [others]
    mine.recording.refresh_from_db()
    others.recording.refresh_from_db()
    assert mine.recording.captured == {"sampleRate": 48000}
    assert others.recording.captured == captured


def test_an_account_that_is_deleted_takes_its_voice_along(learner: Learner) -> None:
    VoiceTraceFactory(recording__owner=learner)
    erasure.erase_everything(learner=learner)
    assert not VoiceTrace.objects.exists()
