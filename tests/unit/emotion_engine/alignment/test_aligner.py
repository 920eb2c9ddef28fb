"""Words, syllables and phones in time: speech of known text, and what is no speech."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from emotion_engine.voice.synthesis import synthesize

from emotion_engine.alignment.aligner import Alignment, align, pauses
from emotion_engine.alignment.g2p import load_g2p
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CheckpointError
from emotion_engine.evaluation.alignment import evaluate_alignment

TEXT = "The photographer presented a new computer."


@pytest.fixture(scope="module")
def spoken(engine_config: EngineConfig) -> np.ndarray:
    return synthesize(TEXT, config=engine_config)


def aligned(waveform: np.ndarray, config: EngineConfig, text: str = TEXT) -> Alignment:
    return align(waveform, plan_phrase(text), config=config)


@pytest.mark.weights
def test_words_syllables_and_phones_come_in_order_and_nest(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    alignment = aligned(spoken, engine_config)
    assert [w.text for w in alignment.words] == TEXT.rstrip(".").split()
    times = [p.start_s for s in alignment.syllables for p in s.phones]
    assert times == sorted(times)
    for syllable in alignment.syllables:
        assert syllable.start_s <= syllable.nucleus.start_s < syllable.nucleus.end_s
        assert syllable.nucleus.end_s <= syllable.end_s
    photographer = alignment.words[1]
    assert [s.expected_stress for s in photographer.syllables] == [0, 1, 0, 0]


@pytest.mark.weights
def test_leading_silence_moves_the_alignment_by_its_length(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    silence = np.zeros(8000, dtype=np.float32)
    before = aligned(np.concatenate([silence, spoken, silence]), engine_config)
    later = aligned(np.concatenate([silence, silence, spoken, silence]), engine_config)
    shifts = [
        b.start_s - a.start_s for a, b in zip(before.words, later.words, strict=True)
    ]
    assert np.allclose(shifts, 0.5, atol=0.03)  # three frames of 10 ms


@pytest.mark.weights
def test_half_the_level_changes_no_boundary_by_more_than_two_frames(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    loud, soft = aligned(spoken, engine_config), aligned(spoken / 2, engine_config)
    for a, b in zip(loud.words, soft.words, strict=True):
        assert a.start_s == pytest.approx(b.start_s, abs=0.02)


@pytest.mark.weights
def test_a_silence_between_words_is_a_pause(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    cut = round(aligned(spoken, engine_config).words[3].start_s * 16_000)
    silence = np.zeros(9600, dtype=np.float32)
    broken = np.concatenate([spoken[:cut], silence, spoken[cut:]])
    longest = max(pauses(aligned(broken, engine_config)), key=lambda p: p.duration_s)
    assert longest.duration_s == pytest.approx(0.6, abs=0.12)


@pytest.mark.weights
def test_a_take_too_short_for_the_phrase_says_so(engine_config: EngineConfig) -> None:
    with pytest.raises(AlignmentError, match="photographer"):
        aligned(np.zeros(1600, dtype=np.float32), engine_config)


@pytest.mark.weights
def test_a_word_outside_the_dictionary_is_aligned_and_not_graded(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    text = TEXT.replace("photographer", "fotograffer")
    word = aligned(spoken, engine_config, text).words[1]
    assert not word.in_dictionary
    assert {s.expected_stress for s in word.syllables} == {None}
    assert "".join(s.text for s in word.syllables) == "fotograffer"


@pytest.mark.weights
def test_unknown_words_are_pronounced_from_their_letters(weights_dir: Path) -> None:
    assert load_g2p(weights_dir)("blorfing") == ("B", "L", "AO1", "R", "F", "IH0", "NG")


def test_a_missing_checkpoint_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="fetch_models"):
        load_g2p(tmp_path)


@pytest.mark.weights
@pytest.mark.data
def test_vowels_of_timit_lie_where_hands_placed_them(
    speech_data: Path, engine_config: EngineConfig, tmp_path: Path
) -> None:
    corpus = speech_data / "timit_sample"
    lines = (corpus / "manifest.csv").read_text().splitlines()
    (tmp_path / "audio").symlink_to(corpus / "audio")
    (tmp_path / "segments.csv").symlink_to(corpus / "segments.csv")
    (tmp_path / "manifest.csv").write_text("\n".join([lines[0], *lines[1::4]]) + "\n")
    result = evaluate_alignment(tmp_path, engine_config)
    assert result["n_failures"] == 0
    assert result["nucleus"]["start"]["within_50_ms"] > 0.93
    assert result["nucleus"]["end"]["within_50_ms"] > 0.92
