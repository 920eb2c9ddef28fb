"""The synthetic voice: understood, reproducible, and moving with its stress."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest
import soundfile

import emotion_engine as engine
from emotion_engine.alignment.aligner import align
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.errors import CheckpointError
from emotion_engine.lab.detectors import track_f0
from emotion_engine.models import models_of
from emotion_engine.voice.synthesis import (
    synthesize,
    synthesize_phones,
    write_speech,
)
from tests.speech import synthetic_take, write_wav

TEXT = "They will present the record."
PHRASES = (
    "Please take the dirty shirts to the cleaners for me.",
    "We need apples, bananas, bread and butter.",
    "Where do you live?",
    "My coffee cup is on the kitchen table.",
    "The economy needs more electricity.",
)
# Two-syllable words with two full vowels, so that only the mark tells them apart.
MOVABLE = {
    "permit": ["P", "ER1", "M", "IH1", "T"],
    "contrast": ["K", "AA1", "N", "T", "R", "AE1", "S", "T"],
    "progress": ["P", "R", "AA1", "G", "R", "EH1", "S"],
    "mango": ["M", "AE1", "NG", "G", "OW1"],
}


def test_a_missing_voice_is_named(tmp_path: Path) -> None:
    config = EngineConfig(weights_dir=tmp_path)
    with pytest.raises(
        CheckpointError, match=r"joe-medium\.onnx is not .* fetch_models"
    ):
        synthesize(TEXT, voice=models_of(config).voice)


@pytest.mark.weights
def test_what_the_voice_says_is_understood(engine_config: EngineConfig) -> None:
    from faster_whisper import WhisperModel

    folder = engine_config.weights_dir / "whisper-base-ct2"
    recogniser = WhisperModel(str(folder), compute_type="int8", cpu_threads=1)
    asked, heard = [], []
    for phrase in PHRASES:
        spoken = synthetic_take(phrase, engine_config.weights_dir)
        segments, _ = recogniser.transcribe(spoken, language="en", beam_size=5)
        asked += words(phrase)
        heard += words(" ".join(segment.text for segment in segments))
    matched = SequenceMatcher(None, asked, heard, autojunk=False).get_matching_blocks()
    n_heard = sum(block.size for block in matched)
    assert n_heard >= len(asked) - 1  # the recogniser itself errs once in twenty words
    assert len(heard) <= len(asked) + 1


def words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


@pytest.mark.weights
def test_a_phrase_sounds_like_speech(engine_config: EngineConfig) -> None:
    for phrase in PHRASES:
        spoken = synthetic_take(phrase, engine_config.weights_dir)
        n_syllables = len(plan_phrase(phrase).syllables)
        assert spoken.dtype == np.float32
        assert 3 < n_syllables / (len(spoken) / SAMPLE_RATE - 0.5) < 8
        assert np.abs(spoken).max() == pytest.approx(0.7, abs=1e-3)
        assert np.abs(spoken[:3000]).max() == np.abs(spoken[-3000:]).max() == 0
        assert -26 < 20 * np.log10(np.sqrt(np.mean(spoken**2))) < -14


@pytest.mark.weights
def test_the_voice_always_says_a_phrase_alike(engine_config: EngineConfig) -> None:
    once, again = (
        synthesize(TEXT, voice=models_of(engine_config).voice) for _ in range(2)
    )
    assert np.array_equal(once, again)


@pytest.mark.weights
def test_a_seed_is_another_rendition_that_can_be_had_again(
    engine_config: EngineConfig,
) -> None:
    def said(seed: int | None) -> np.ndarray:
        return synthesize(TEXT, voice=models_of(engine_config).voice, seed=seed)

    plain, first, other = said(None), said(1), said(2)
    assert np.array_equal(first, said(1))
    for one, two in ((plain, first), (first, other)):
        assert len(one) != len(two) or np.abs(one - two).max() > 0.05
    assert np.array_equal(plain, said(None))


@pytest.mark.weights
def test_twice_the_length_scale_is_slower(engine_config: EngineConfig) -> None:
    usual = synthesize(TEXT, voice=models_of(engine_config).voice)
    slow = synthesize(TEXT, voice=models_of(engine_config).voice, length_scale=2.0)
    assert 1.4 < len(slow) / len(usual) < 2.2


@pytest.mark.weights
def test_sentences_are_parted_by_a_pause(engine_config: EngineConfig) -> None:
    both = synthesize("We left. They stayed.", voice=models_of(engine_config).voice)
    parts = [
        synthesize(t, voice=models_of(engine_config).voice)
        for t in ("We left.", "They stayed.")
    ]
    quarter_s = SAMPLE_RATE // 4
    assert len(both) == sum(map(len, parts)) - quarter_s


@pytest.mark.weights
def test_the_mark_alone_moves_length_level_and_pitch(
    engine_config: EngineConfig,
) -> None:
    """The syllable with the mark is longer, louder and higher than without, on average."""
    gains = []
    for word, phones in MOVABLE.items():
        first, second = (
            contrast(word, phones, marks, engine_config) for marks in ((1, 0), (0, 1))
        )
        gains.append(first - second)
    log_duration, level_db, f0_st = np.mean(gains, axis=0)
    assert log_duration > 0.25
    assert level_db > 1.5
    assert f0_st > 0.8


def contrast(
    word: str, phones: list[str], marks: tuple[int, int], config: EngineConfig
) -> np.ndarray:
    """First nucleus against second: log duration, level in dB, F0 in semitones."""
    plan = plan_phrase(f"They say {word} again.")
    spoken = synthesize_phones(
        plan, {2: phones}, marks={2: marks}, voice=models_of(config).voice
    )
    f0 = track_f0(spoken)
    measured = []
    for syllable in align(spoken, plan, models_of(config).aligner).words[2].syllables:
        nucleus = syllable.nucleus
        inside = (f0.times_s >= nucleus.start_s) & (f0.times_s <= nucleus.end_s)
        samples = slice(
            *(round(t * SAMPLE_RATE) for t in (nucleus.start_s, nucleus.end_s))
        )
        measured.append(
            (
                np.log(nucleus.duration_s),
                20 * np.log10(np.sqrt(np.mean(spoken[samples] ** 2))),
                12 * np.log2(np.nanmax(f0.f0_hz[inside])),
            )
        )
    return np.subtract(*measured)


@pytest.mark.weights
def test_a_symbol_the_voice_never_learnt_is_named(engine_config: EngineConfig) -> None:
    voice = models_of(engine_config).voice.network
    with pytest.raises(ValueError, match="no symbol '§'"):
        voice.speak("hə§")


@pytest.mark.weights
def test_a_reference_is_a_wav_of_16_bits(
    engine_config: EngineConfig, tmp_path: Path
) -> None:
    out = tmp_path / "made" / "voice.wav"
    voice = models_of(engine_config).voice
    write_speech(synthesize("the record", voice=voice, stress={1: 1}), out)
    info = soundfile.info(out)
    assert (info.samplerate, info.channels, info.subtype) == (SAMPLE_RATE, 1, "PCM_16")
    assert [path.name for path in out.parent.iterdir()] == ["voice.wav"]
    noun, verb = (synthesize("the record", voice=voice, stress={1: i}) for i in (0, 1))
    stored, _ = soundfile.read(out, dtype="float32")
    assert np.abs(stored - verb).max() < 1e-4
    assert len(noun) != len(verb)


@pytest.mark.weights
def test_a_take_for_other_tests_can_be_a_file(
    weights_dir: Path, tmp_path: Path
) -> None:
    take = synthetic_take(TEXT, weights_dir)
    assert synthetic_take(TEXT, weights_dir) is take
    stored, rate = soundfile.read(write_wav(tmp_path / "a" / "take.wav", take))
    assert rate == SAMPLE_RATE
    assert np.abs(stored - take).max() < 1e-4


@pytest.mark.weights
def test_a_forgotten_voice_is_loaded_again(engine_config: EngineConfig) -> None:
    voice = models_of(engine_config).voice
    engine.forget_voice()
    assert models_of(engine_config).voice is not voice
