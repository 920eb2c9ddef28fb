"""A voice through the engine: its trace comes out of one take and goes into the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

import emotion_engine as engine
from emotion_engine.models import models_of
from teaching_app.practice.models import Learner, Phrase
from teaching_app.practice.services import analysis_run, content
from tests.factories.models import AnalysisFactory
from tests.style_heads import sure_of_every_known_voice

pytestmark = [pytest.mark.weights, pytest.mark.data]

TEXT = "Kids are talking by the door."
KNOWN = engine.KNOWN_VOICE_TAKES


@pytest.fixture(autouse=True)
def small_head(
    engine_config: engine.EngineConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = models_of(engine_config)
    head = sure_of_every_known_voice(models.acoustic.hidden_size)
    monkeypatch.setitem(models.__dict__, "expression", head)


def take(speech_data: Path) -> Path:
    return speech_data / "ravdess/audio/actor_01/03-01-03-01-01-01-01.flac"


def test_a_take_hands_out_its_voice_and_is_heard_against_that_of_others(
    speech_data: Path, engine_config: engine.EngineConfig
) -> None:
    voices: list[engine.VoiceTrace] = []

    def hear(**facts: object) -> engine.UtteranceReport:
        return engine.analyze_utterance(
            take(speech_data), text=TEXT, config=engine_config, **facts
        )

    unknown = hear(style="happy", on_voice=voices.append).expression
    (voice,) = voices
    assert (unknown.own_takes, unknown.clear, unknown.carried) == (0, False, None)
    assert (voice.encoder, voice.style) == ("whisper-base", "happy")
    assert len(voice.values) == 2 * voice.shape[0] * voice.shape[1] * voice.shape[2]
    known = hear(own_voice=(voice,) * KNOWN).expression
    assert (known.own_takes, known.clear) == (KNOWN, True)
    assert known.sounds_like in engine.STYLES
    assert known.probabilities != unknown.probabilities


def test_only_takes_with_expression_hand_out_a_voice(
    speech_data: Path, engine_config: engine.EngineConfig
) -> None:
    voices: dict[int, engine.VoiceTrace] = {}
    source = take(speech_data)
    plain, asked, without, other = (
        engine.UtteranceRequest(source, TEXT),
        engine.UtteranceRequest(source, TEXT, "sad"),
        engine.UtteranceRequest(source, TEXT, with_expression=False),
        engine.UtteranceRequest(source, "She wrote a letter to her friend."),
    )
    engine.analyze_utterances(
        [other, without, asked, plain],
        config=engine_config,
        on_voice=lambda index, voice: voices.update({index: voice}),
    )
    assert {i: voice.style for i, voice in voices.items()} == {2: "sad", 3: "neutral"}


@pytest.mark.django_db
def test_a_learners_first_takes_make_their_voice_known(
    speech_data: Path,
    learner: Learner,
    learner_client: Client,
    engine_config: engine.EngineConfig,
    settings: Any,
) -> None:
    settings.ENGINE = engine_config
    content.install_phrases()
    phrase = Phrase.objects.get(slug="kids-are-talking")
    sound = take(speech_data).read_bytes()
    pages = []
    for _ in range(KNOWN + 1):
        analysis = AnalysisFactory(
            recording__owner=learner,
            recording__phrase=phrase,
            recording__file=ContentFile(sound, "take.flac"),
        )
        analysis_run.run(analysis.pk, worker="worker-a")
        analysis.refresh_from_db()
        heard = analysis.report["expression"]
        assert heard["own_takes"] == len(pages)
        assert heard["clear"] is (len(pages) >= KNOWN)
        page = learner_client.get(reverse("feedback", args=[analysis.public_id]))
        pages.append(page.content.decode())
    assert "still getting to know your voice: 4 of 5 takes" in pages[4]
    assert "sounds most like" not in pages[4]
    assert "We know your voice from 5 takes" in pages[5]
    assert "sounds most like" in pages[5]
