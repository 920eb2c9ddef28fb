"""Sentences of a passage are cut apart where the reader fell silent, or not at all."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

import emotion_engine as engine
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.lab.corpora.passages import (
    cut,
    find_sentences,
    joined,
    largest_shift_s,
    middle_of_silence,
    quiet_frames,
    sentences_of,
    stretches,
)
from emotion_engine.models import models_of
from emotion_engine.results import Span
from tests.signals import noise, silence, tone
from tests.spoken import aligned

FIRST, SECOND = "Please call Stella.", "We will meet her at the station."


def test_a_passage_is_split_at_stops_and_at_colons_before_a_capital() -> None:
    text = "Bring these: Six spoons, and a snack for Mr. Bob. Go at 7:00! Is it: no?"
    assert sentences_of(text) == (
        "Bring these.",
        "Six spoons, and a snack for Mr. Bob.",
        "Go at 7:00!",
        "Is it: no?",
    )


def test_clauses_of_a_sentence_come_after_all_sentences() -> None:
    sentences = ("Call Stella.", "Six peas, and a snack.")
    clauses = [("Call Stella.",), ("Six peas, …", "And a snack.")]
    assert stretches(sentences, clauses) == [
        ("Call Stella.", 0, 1),
        ("Six peas, and a snack.", 1, 3),
        ("Six peas, …", 1, 2),
        ("And a snack.", 2, 3),
    ]


def test_the_words_of_a_joined_passage_are_numbered_through() -> None:
    plan = joined([plan_phrase(FIRST), plan_phrase(SECOND)] * 6)
    assert [word.index for word in plan.words] == list(range(60))
    assert plan.words[3].text == "We"


def test_quiet_frames_are_told_from_speech_in_a_noisy_room() -> None:
    speech = np.concatenate([tone(120, 0.5), silence(0.3), tone(150, 0.5)])
    quiet = quiet_frames(speech + noise(1.3, rms=0.003))
    assert quiet[52:78].all()
    assert not quiet[:48].any()


def test_a_cut_lies_in_the_middle_of_the_longest_silence() -> None:
    quiet = np.zeros(100, bool)
    quiet[20:24] = quiet[40:60] = True
    assert middle_of_silence(quiet, 0.1, 0.9) == pytest.approx(0.5)
    assert middle_of_silence(quiet, 0.1, 0.35) is None  # 40 ms are a closure


def test_a_shift_is_measured_against_the_place_in_the_passage() -> None:
    alone = aligned((1,), (0, 1))
    within = aligned((1,), (1,), (0, 1)).words[1:]
    assert largest_shift_s(within, alone, 0.2) == pytest.approx(0)
    assert largest_shift_s(within, alone, 0.5) == pytest.approx(0.3)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory, engine_config: EngineConfig):
    """Two sentences by the model voice, with a pause of 0.3 s between them."""
    parts = []
    for number, text in enumerate((FIRST, SECOND)):
        path = tmp_path_factory.mktemp("voice") / f"{number}.wav"
        engine.synthesize_reference(text, config=engine_config, out=path)
        waveform, _ = soundfile.read(path, dtype="float32")
        loud = np.flatnonzero(np.abs(waveform) > 0.02)
        parts += [waveform[loud[0] : loud[-1]], silence(0.3).astype(np.float32)]
    return [*parts[:-1]]


@pytest.mark.weights
def test_both_sentences_are_found_where_they_were_said(
    spoken: list[np.ndarray], engine_config: EngineConfig
) -> None:
    waveform = np.concatenate(spoken)
    aligner = models_of(engine_config).aligner
    first, second = find_sentences(waveform, f"{FIRST} {SECOND}", aligner)
    assert (first.text, second.text) == (FIRST, SECOND)
    pause_s = Span(len(spoken[0]) / 16_000, len(spoken[0]) / 16_000 + 0.3)
    assert pause_s.start_s < first.span.end_s <= second.span.start_s < pause_s.end_s
    assert len(cut(waveform, second.span)) >= len(spoken[2])


@pytest.mark.weights
def test_sentences_that_run_into_each_other_are_left_out(
    spoken: list[np.ndarray], engine_config: EngineConfig
) -> None:
    waveform = np.concatenate([spoken[0], spoken[2]])
    aligner = models_of(engine_config).aligner
    assert find_sentences(waveform, f"{FIRST} {SECOND}", aligner) == ()


LIST = "Please call Stella, we will meet her at the station."


@pytest.mark.weights
def test_a_clause_is_found_where_there_was_a_pause_at_its_comma(
    spoken: list[np.ndarray], engine_config: EngineConfig
) -> None:
    aligner = models_of(engine_config).aligner
    apart = find_sentences(np.concatenate(spoken), LIST, aligner, with_clauses=True)
    assert [s.text for s in apart] == [LIST, "Please call Stella, …", SECOND]
    assert apart[1].span.end_s <= apart[2].span.start_s
    together = np.concatenate([spoken[0], spoken[2]])
    found = find_sentences(together, LIST, aligner, with_clauses=True)
    assert [s.number for s in found] in ([0], [])
