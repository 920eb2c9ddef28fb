"""Words, syllables and phones in time: speech of known text, and non-speech."""

from __future__ import annotations

import csv
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.alignment import decoder
from emotion_engine.alignment.aligner import (
    Aligner,
    Alignment,
    align,
    load_aligner,
    other_stresses,
    pauses,
)
from emotion_engine.alignment.decoder import BEAMS
from emotion_engine.alignment.g2p import LettersToPhones
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.audio.decode import load_audio
from emotion_engine.config import AudioLimits, EngineConfig
from emotion_engine.errors import AlignmentError, CheckpointError
from emotion_engine.lab.evaluation.alignment import evaluate_shipped
from emotion_engine.models import models_of
from emotion_engine.stress.lexical import is_graded
from emotion_engine.voice.synthesis import synthesize
from emotion_engine.weights.shipped import OPEN, assets_folder, read_head
from tests.hand_labelled import hand_labelled_take
from tests.signals import silence
from tests.speech import synthetic_take

TEXT = "The photographer presented a new computer."


@pytest.fixture(scope="module")
def spoken(engine_config: EngineConfig) -> np.ndarray:
    return synthesize(TEXT, voice=models_of(engine_config).voice)


def new_aligner(config: EngineConfig) -> Aligner:
    return load_aligner(config, LettersToPhones(config.weights_dir))


def aligned(waveform: np.ndarray, config: EngineConfig, text: str = TEXT) -> Alignment:
    return align(waveform, plan_phrase(text), models_of(config).aligner)


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
@pytest.mark.parametrize("gain", [0.5, 0.003])  # -6 dB; so soft that 16 bits hold 6
def test_the_level_changes_no_boundary_by_more_than_a_frame(
    spoken: np.ndarray, engine_config: EngineConfig, gain: float
) -> None:
    loud, soft = aligned(spoken, engine_config), aligned(spoken * gain, engine_config)
    for a, b in zip(loud.syllables, soft.syllables, strict=True):
        assert a.nucleus.start_s == pytest.approx(b.nucleus.start_s, abs=0.011)
        assert a.nucleus.end_s == pytest.approx(b.nucleus.end_s, abs=0.011)


@pytest.mark.parametrize("duration_s", [0, 0.01, 3])
def test_a_silent_take_says_so(duration_s: float) -> None:
    with pytest.raises(AlignmentError, match="silent"):
        aligned(silence(duration_s), EngineConfig())


@pytest.mark.weights
def test_words_of_another_phrase_are_less_confident(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    other = "A musician remembered the old island."
    right, wrong = (aligned(spoken, engine_config, text) for text in (TEXT, other))
    lowest = min(w.confidence for w in right.words)
    assert np.median([w.confidence for w in wrong.words]) < lowest


@pytest.mark.weights
def test_stress_that_may_lie_on_either_syllable_is_not_expected(
    engine_config: EngineConfig,
) -> None:
    take = synthesize("A romance", voice=models_of(engine_config).voice)
    either = align(
        take, plan_phrase("A romance"), models_of(engine_config).aligner
    ).words[1]
    told = align(
        take, plan_phrase("A romance", {1: 0}), models_of(engine_config).aligner
    ).words[1]
    assert {s.expected_stress for s in either.syllables} == {None}
    assert either.in_dictionary
    assert told.syllables[0].expected_stress == 1


@pytest.mark.weights
def test_threads_share_one_decoder_and_do_not_disturb_each_other(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    texts = [TEXT, TEXT.replace("photographer", "biographer")] * 3
    alone = {text: aligned(spoken, engine_config, text) for text in texts[:2]}
    with ThreadPoolExecutor(3) as pool:
        found = pool.map(lambda text: aligned(spoken, engine_config, text), texts)
    assert all(a == alone[text] for a, text in zip(found, texts, strict=True))


@pytest.mark.weights
def test_a_silence_between_words_is_a_pause(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    cut = round(aligned(spoken, engine_config).words[3].start_s * 16_000)
    silence = np.zeros(9600, dtype=np.float32)
    broken = np.concatenate([spoken[:cut], silence, spoken[cut:]])
    longest = max(pauses(aligned(broken, engine_config)), key=lambda p: p.duration_s)
    assert longest.duration_s == pytest.approx(0.6, abs=0.12)


def test_a_take_without_a_path_is_tried_again_with_wider_beams(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take, asked = hand_labelled_take(0), []

    class Decoder:
        def __init__(self, beam: float, word_beam: float) -> None:
            asked.append((beam, word_beam))
            self.found = take.found if len(asked) == len(BEAMS) else None

        def find(self, *_: object) -> list | None:
            return self.found

    monkeypatch.setattr(decoder, "PocketSphinxDecoder", Decoder)
    found = align(take.waveform, take.plan, new_aligner(EngineConfig()))
    assert [word.text for word in found.words] == ["See", "so", "sigh"]
    assert asked == list(BEAMS)
    assert asked[1] < asked[0]


@pytest.mark.weights
@pytest.mark.data
def test_what_was_aligned_before_does_not_count(speech_data: Path) -> None:
    """These takes came out otherwise behind the others, before features were reset."""
    folder = speech_data / "crema_d"
    with (folder / "manifest.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    takes = [rows[i] for i in (0, 1860, 3720)]
    plans = [plan_phrase(row["text"]) for row in takes]
    waveforms = [load_audio(folder / r["path"], AudioLimits()).waveform for r in takes]

    def places(order: list[int]) -> dict[int, Alignment]:
        one = new_aligner(EngineConfig())
        return {i: align(waveforms[i], plans[i], one) for i in order}

    assert places([0, 1, 2]) == places([2, 1, 0])


@pytest.mark.weights
def test_a_take_too_short_for_the_phrase_says_so(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    with pytest.raises(AlignmentError, match="photographer"):
        aligned(spoken[8000:9600], engine_config)


@pytest.mark.weights
def test_a_word_outside_the_dictionary_is_aligned_and_not_graded(
    spoken: np.ndarray, engine_config: EngineConfig
) -> None:
    text = TEXT.replace("photographer", "fotograffer")
    word = aligned(spoken, engine_config, text).words[1]
    assert not word.in_dictionary
    assert not is_graded(word)
    assert word.end_s - word.start_s > 0.3  # four syllables
    assert {s.expected_stress for s in word.syllables} == {None}
    assert "".join(s.text for s in word.syllables) == "fotograffer"


@pytest.mark.weights
@pytest.mark.weights
def test_a_number_is_one_word_with_the_syllables_of_its_reading(
    engine_config: EngineConfig,
) -> None:
    take = synthetic_take("My room number is two oh five.", engine_config.weights_dir)
    plan = plan_phrase("My room number is 205.").said_as({4: "two oh five"})
    word = align(np.array(take), plan, new_aligner(engine_config)).words[4]
    assert word.text == "205"
    assert [s.text for s in word.syllables] == ["two", "oh", "five"]
    assert {s.expected_stress for s in word.syllables} == {None}
    assert word.start_s < word.syllables[1].start_s < word.end_s


def test_unknown_words_are_pronounced_from_their_letters(weights_dir: Path) -> None:
    guessed = LettersToPhones(weights_dir)("blorfing")
    assert guessed == ("B", "L", "AO1", "R", "F", "IH0", "NG")


def test_a_missing_checkpoint_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="fetch_models"):
        LettersToPhones(tmp_path)("blorfing")


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
    result = evaluate_shipped(tmp_path, engine_config)
    assert result["n_failures"] == 0
    assert result["nucleus"]["start"]["within_20_ms"] > 0.82
    assert result["nucleus"]["end"]["within_20_ms"] > 0.82
    assert result["nucleus"]["start"]["within_50_ms"] > 0.95
    assert result["nucleus"]["end"]["within_50_ms"] > 0.95


def test_a_word_with_another_variant_may_be_stressed_there_as_well() -> None:
    noun, verb = ("AE1", "D", "R", "EH2", "S"), ("AH0", "D", "R", "EH1", "S")
    assert other_stresses((verb, noun), verb) == (0,)
    assert other_stresses((verb, noun), noun) == (1,)
    assert other_stresses((verb,), verb) == ()


def test_a_variant_of_another_length_says_nothing_of_the_stress() -> None:
    long, short = ("K", "AA1", "M", "AH0"), ("AH0", "K", "AA1", "M", "AH0")
    assert other_stresses((long, short), long) == ()


@pytest.mark.parametrize("part", ["alignment", "confidence", "vowels"])
def test_the_open_set_learnt_from_no_restricted_recording(part: str) -> None:
    learnt_from = json.dumps(read_head(assets_folder(part, OPEN))[1]["data"])
    assert "LibriSpeech" in learnt_from
    assert "NC" not in learnt_from
    assert "TIMIT" not in learnt_from
