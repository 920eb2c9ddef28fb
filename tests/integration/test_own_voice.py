"""A voice through the engine: its trace comes out of one take and goes into the next."""

from __future__ import annotations

from pathlib import Path

import pytest

import emotion_engine as engine
from emotion_engine.models import models_of
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
