"""The synthetic voice: the right symbols, and speech that moves with its stress."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import CheckpointError
from emotion_engine.voice.symbols import word_symbols
from emotion_engine.voice.synthesis import (
    phrase_symbols,
    synthesize,
    synthesize_phones,
    write_reference,
)

TEXT = "They will present the record."


@pytest.mark.parametrize(
    ("phones", "symbols"),
    [
        ("F AH0 T AA1 G R AH0 F ER0", "fətˈɑːɡɹəfɚ"),
        ("W AO1 T ER0", "wˈɔːɾɚ"),
        ("D AO1 R", "dˈoːɹ"),
        ("HH AE1 P IY0", "hˈæpi"),
        ("F OW1 T AH0 G R AE2 F", "fˈoʊɾəɡɹˌæf"),
    ],
)
def test_phones_become_the_symbols_the_voice_knows(phones: str, symbols: str) -> None:
    assert word_symbols(phones.split()) == symbols


def test_a_weak_word_has_no_stress_mark() -> None:
    assert word_symbols(["B", "AY1"], weak=True) == "baɪ"


def test_punctuation_is_spoken_and_the_last_word_is_never_weak() -> None:
    plan = plan_phrase("Ask him, or ask her")
    said = [word.pronunciations[0] for word in plan.words]
    symbols = phrase_symbols(plan, said)
    assert symbols.count(",") == 1
    assert symbols.endswith(".")
    assert "ˈ" in symbols.split()[-1]


@pytest.mark.weights
def test_the_voice_always_says_a_phrase_alike(engine_config: EngineConfig) -> None:
    once, again = (synthesize(TEXT, config=engine_config) for _ in range(2))
    assert np.array_equal(once, again)
    assert once.dtype == np.float32
    assert 0.5 < np.abs(once).max() <= 1
    assert 1.0 < len(once) / SAMPLE_RATE < 4.0


@pytest.mark.weights
def test_twice_the_length_scale_is_slower(engine_config: EngineConfig) -> None:
    usual = synthesize(TEXT, config=engine_config)
    slow = synthesize(TEXT, config=engine_config, length_scale=2.0)
    assert 1.4 < len(slow) / len(usual) < 2.2


@pytest.mark.weights
def test_moving_the_stress_mark_changes_the_sound(engine_config: EngineConfig) -> None:
    plan = plan_phrase("permit")
    noun = synthesize_phones(
        plan, [["P", "ER1", "M", "IH0", "T"]], config=engine_config
    )
    verb = synthesize_phones(
        plan, [["P", "ER0", "M", "IH1", "T"]], config=engine_config
    )
    assert len(noun) != len(verb) or np.abs(noun - verb).max() > 0.05


@pytest.mark.weights
def test_a_reference_is_a_wav_of_16_bits(
    engine_config: EngineConfig, tmp_path: Path
) -> None:
    write_reference(TEXT, config=engine_config, out=tmp_path / "made" / "voice.wav")
    info = soundfile.info(tmp_path / "made" / "voice.wav")
    assert (info.samplerate, info.channels, info.subtype) == (SAMPLE_RATE, 1, "PCM_16")


def test_a_missing_voice_is_named(tmp_path: Path) -> None:
    config = EngineConfig(weights_dir=tmp_path)
    with pytest.raises(CheckpointError, match="fetch_models"):
        synthesize(TEXT, config=config)
