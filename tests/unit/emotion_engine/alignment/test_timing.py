"""When the syllables of a reference are said, on the model voice."""

from __future__ import annotations

from pathlib import Path

import pytest

import emotion_engine as engine

pytestmark = pytest.mark.weights
TEXT = "We record a new record."


def test_every_syllable_of_the_model_voice_is_found_in_order(
    engine_config: engine.EngineConfig, tmp_path: Path
) -> None:
    wav = tmp_path / "voice.wav"
    engine.synthesize_reference(TEXT, config=engine_config, out=wav)
    spoken = engine.time_reference(wav, text=TEXT, config=engine_config)
    assert [(s.word_index, s.syllable_index) for s in spoken] == [
        (0, 0),
        (1, 0),
        (1, 1),
        (2, 0),
        (3, 0),
        (4, 0),
        (4, 1),
    ]
    times = [time for s in spoken for time in (s.start_s, s.end_s)]
    assert times == sorted(times)
    assert times[0] > 0.2  # a quarter second of silence comes before it


def test_a_recording_too_short_for_the_text_is_refused(
    engine_config: engine.EngineConfig, tmp_path: Path
) -> None:
    wav = tmp_path / "voice.wav"
    engine.synthesize_reference("Yes.", config=engine_config, out=wav)
    with pytest.raises(engine.AlignmentError):
        engine.time_reference(wav, text=TEXT * 4, config=engine_config)
