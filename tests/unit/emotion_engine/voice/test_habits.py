"""The model voice as a learner: each habit is heard, and alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

import emotion_engine as engine
from emotion_engine.config import SAMPLE_RATE, EngineConfig
from emotion_engine.lab.detectors import track_f0
from emotion_engine.voice.habits import with_pauses

TEXT = "Education opens the door to information."


def say(config: EngineConfig, folder: Path, **habits: Any) -> np.ndarray:
    out = folder / "take.wav"
    speaker = engine.SpeakerHabits(**habits)
    engine.synthesize_take(TEXT, habits=speaker, config=config, out=out, seed=2)
    waveform, rate = soundfile.read(out, dtype="float32")
    assert rate == SAMPLE_RATE
    return waveform


def melody_st(waveform: np.ndarray) -> np.ndarray:
    """Voiced frames in semitones re 1 Hz, shape (n_voiced,)."""
    f0_hz = track_f0(waveform).f0_hz
    return 12 * np.log2(f0_hz[np.isfinite(f0_hz)])


def middle_half(melody: np.ndarray) -> float:
    """How far it moves; octave errors of single frames do not count."""
    return float(np.subtract(*np.percentile(melody, (75, 25))))


def test_a_comma_makes_the_voice_wait() -> None:
    assert with_pauses("Yes, it is possible.", {0, 1}) == "Yes, it, is possible."
    assert with_pauses(TEXT, ()) == TEXT


@pytest.mark.weights
def test_a_flat_melody_moves_less_and_a_high_voice_is_higher(
    engine_config: EngineConfig, tmp_path: Path
) -> None:
    plain = melody_st(say(engine_config, tmp_path))
    flat = melody_st(say(engine_config, tmp_path, melody=0.2, height_st=4))
    assert np.median(flat) - np.median(plain) == pytest.approx(4, abs=1)
    assert middle_half(flat) < 0.5 * middle_half(plain)


@pytest.mark.weights
def test_slower_and_with_pauses_it_takes_longer(
    engine_config: EngineConfig, tmp_path: Path
) -> None:
    plain = len(say(engine_config, tmp_path))
    assert len(say(engine_config, tmp_path, pace=0.7)) > 1.15 * plain
    assert len(say(engine_config, tmp_path, pauses_after=(2, 4))) > 1.1 * plain


@pytest.mark.weights
def test_stress_is_heard_where_it_was_moved(
    engine_config: EngineConfig, tmp_path: Path
) -> None:
    say(engine_config, tmp_path, moved={0: 1})
    report = engine.analyze_utterance(
        tmp_path / "take.wav", text=TEXT, with_expression=False, config=engine_config
    )
    assert report.words[0].stressed_syllable == 1
    about = [finding.code for finding in report.findings if finding.word_index == 0]
    assert engine.FindingCode.STRESS_ELSEWHERE in about  # told, or asked


@pytest.mark.weights
def test_a_syllable_that_is_not_there_is_refused(
    engine_config: EngineConfig, tmp_path: Path
) -> None:
    with pytest.raises(engine.TextError, match="No syllable 7 in 'Education'"):
        say(engine_config, tmp_path, moved={0: 7})
