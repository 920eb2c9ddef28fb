"""A take is heard against its learner's others on the same microphone, and no one else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin

import emotion_engine as engine
from teaching_app.practice.models import Learner, VoiceTrace
from teaching_app.practice.selectors import voices
from teaching_app.practice.services import consents
from tests.factories.engines import trace
from tests.factories.models import AnalysisFactory, LearnerFactory, VoiceTraceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_head_that_knows_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "knows_voices", lambda: True)


def keep(learner: Learner, microphone: str = "", n: int = 1) -> list[VoiceTrace]:
    return VoiceTraceFactory.create_batch(
        n,
        recording__owner=learner,
        recording__captured={"microphone": microphone},
        microphone=microphone,
    )


def test_a_take_is_told_of_the_others_but_not_of_itself(learner: Learner) -> None:
    itself, other = keep(learner, n=2)
    VoiceTrace.objects.filter(pk=other.pk).update(style="sad")
    take = AnalysisFactory(recording=itself.recording)
    assert voices.other_takes(take) == (trace("sad"),)


def test_neither_another_microphone_nor_anybody_else_is_told(
    learner: Learner,
) -> None:
    keep(learner, "a1", n=2)
    keep(learner, "b2")
    keep(LearnerFactory(), "b2", n=3)
    take = AnalysisFactory(
        recording__owner=learner, recording__captured={"microphone": "b2"}
    )
    assert len(voices.other_takes(take)) == 1
    unnamed = AnalysisFactory(recording__owner=learner)
    assert voices.other_takes(unnamed) == ()


def test_a_take_without_expression_is_told_nothing(
    learner: Learner, settings: Any
) -> None:
    keep(learner, n=2)
    required = AnalysisFactory(recording__owner=learner, with_expression=False)
    assert voices.other_takes(required) == ()
    settings.EXPRESSION_ENABLED = False
    assert voices.other_takes(AnalysisFactory(recording__owner=learner)) == ()


def test_a_voice_is_known_from_the_microphone_used_last(learner: Learner) -> None:
    assert voices.known(learner) == voices.VoiceKnown(0)
    keep(learner, "a1", n=6)
    assert voices.known(learner).is_known
    keep(learner, "b2", n=2)
    assert voices.known(learner) == voices.VoiceKnown(2)
    assert not voices.known(learner).is_known


def test_nothing_is_known_where_it_would_change_nothing(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    consents.choose_expression(learner=learner, wanted=False)
    assert voices.known(learner) is None
    consents.choose_expression(learner=learner, wanted=True)
    monkeypatch.setattr(engine, "knows_voices", lambda: False)
    assert voices.known(learner) is None


@pytest.mark.parametrize("sent", [None, 7, ["a1"]])
def test_what_is_no_code_of_a_microphone_is_none(sent: object) -> None:
    assert voices.microphone_of({"microphone": sent}) == ""
    assert voices.microphone_of({"microphone": "0123456789abcdef0"}) == (
        "0123456789abcdef"
    )


def test_staff_see_that_there_is_a_trace_and_nothing_of_what_it_holds() -> None:
    shown = admin.site.get_model_admin(VoiceTrace)
    assert set(shown.list_display) == {"recording_id", "encoder"}
    assert not shown.has_view_permission(None, VoiceTrace())
