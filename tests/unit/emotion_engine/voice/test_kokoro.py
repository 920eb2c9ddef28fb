"""The reading voices: their symbols, their files, and that a mark moves the stress."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import CheckpointError
from emotion_engine.models import models_of
from emotion_engine.voice.kokoro import Kokoro, KokoroVoice, load_kokoro, rewritten
from emotion_engine.voice.symbols import IPA, word_symbols
from emotion_engine.voice.synthesis import synthesize
from emotion_engine.weights.kokoro import FOLDER, VOICES, voice_path
from emotion_engine.weights.registry import COMMAND


@pytest.mark.parametrize(
    ("phones", "read"),
    [
        ("HH AH0 L OW1", "həlˈO"),
        ("B ER1 D", "bˈɜɹd"),
        ("JH AH1 JH", "ʤˈʌʤ"),
        ("L IH1 T AH0 L", "lˈɪTᵊl"),
        ("B AH1 T AH0 N", "bˈʌtᵊn"),
        ("F L AW1 ER0", "flˈWəɹ"),
        ("N AO1 R TH", "nˈɔɹθ"),
    ],
)
def test_our_phones_are_written_in_the_set_of_the_network(phones, read) -> None:
    assert rewritten(word_symbols(phones.split())) == read


@pytest.mark.weights
@pytest.mark.voices
def test_the_network_knows_every_phone(engine_config: EngineConfig) -> None:
    known = fetched(engine_config).ids
    for phone in IPA:
        for digit in ("0", "1", "2") if phone in {"AA", "ER", "IY", "OY"} else ("",):
            assert set(rewritten(word_symbols([f"{phone}{digit}"]))) <= known.keys()


def fetched(config: EngineConfig) -> Kokoro:
    kokoro = load_kokoro(config.weights_dir)
    if not (kokoro.folder / voice_path("af_heart")).is_file():
        pytest.skip("no reading voices: run `manage.py fetch_models --voices`")
    return kokoro


@pytest.fixture
def toy(tmp_path: Path) -> tuple[KokoroVoice, list[dict]]:
    """A voice whose network says silence, a tone and silence; and what it was given."""
    (tmp_path / "vocab.json").write_text(json.dumps({"vocab": {"a": 7, "W": 8}}))
    given: list[dict] = []
    tone = np.sin(np.arange(24_000) * 0.1, dtype=np.float32)
    audio = np.concatenate([np.zeros(5000), tone, np.zeros(5000)])

    def run(_, inputs: dict) -> list[np.ndarray]:
        given.append(inputs)
        return [np.float32(audio)]

    kokoro = Kokoro(tmp_path)
    kokoro.__dict__["session"] = SimpleNamespace(run=run)
    styles = np.repeat(np.float32(np.arange(510))[:, None], 256, axis=1)
    return KokoroVoice(kokoro, styles), given


def test_the_style_is_that_of_so_many_symbols(toy) -> None:
    voice, given = toy
    voice.speak("aaʊ", length_scale=2.0)
    (inputs,) = given
    assert inputs["tokens"].tolist() == [[0, 7, 8, 0]]
    assert np.unique(inputs["style"]) == [1]  # the second row: two symbols
    assert inputs["speed"] == [0.5]


def test_speech_comes_at_the_engines_rate_without_silence_around_it(toy) -> None:
    spoken = toy[0].speak("a")
    assert len(spoken) == pytest.approx(SAMPLE_RATE, abs=2)
    assert spoken.dtype == np.float32


@pytest.mark.parametrize(("phones", "why"), [("ax", "'x'"), ("a" * 511, "511")])
def test_what_the_network_cannot_read_is_refused(toy, phones, why) -> None:
    with pytest.raises(ValueError, match=why):
        toy[0].read(phones)


def test_a_voice_that_is_not_there_is_named_with_the_command(tmp_path) -> None:
    with pytest.raises(CheckpointError, match=f"{COMMAND} --voices"):
        models_of(EngineConfig(weights_dir=tmp_path)).reading_voice("af_sky")


def test_there_are_28_voices() -> None:
    assert len(VOICES) == 28
    assert load_kokoro(Path()).folder.name == FOLDER


@pytest.mark.weights
@pytest.mark.voices
def test_a_phrase_is_always_read_alike(engine_config: EngineConfig) -> None:
    fetched(engine_config)
    voice = models_of(engine_config).reading_voice("af_heart")
    once, again = (synthesize("Good morning.", voice=voice) for _ in range(2))
    assert np.array_equal(once, again)
    assert 0.8 < len(once) / SAMPLE_RATE < 2.5
