"""The right phrase passes and another one is stopped, on takes of the model voice."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.evaluation.phrase_check import (
    another,
    as_sentence,
    evaluate_phrase_check,
)
from tests.signals import noise
from tests.speech import synthetic_take, write_wav

SAID = (
    "Kids are talking by the door.",
    "She wrote a letter to her friend.",
    "The photographer left early on Friday.",
)


def write_takes(folder: Path, takes: dict[str, np.ndarray]) -> Path:
    rows = []
    for number, (text, waveform) in enumerate(takes.items()):
        write_wav(folder / f"{number}.wav", waveform)
        rows.append({"path": f"{number}.wav", "speaker": "voice", "text": text})
    with (folder / "manifest.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.fixture
def spoken(engine_config: EngineConfig) -> Callable[[str], np.ndarray]:
    def say(text: str) -> np.ndarray:
        waveform = synthetic_take(text, engine_config.weights_dir)
        return waveform + noise(len(waveform) / 16_000, seed=1)[: len(waveform)] * 1e-3

    return say


@pytest.mark.weights
def test_each_take_is_let_through_with_its_own_text_alone(
    tmp_path: Path, spoken: Callable, engine_config: EngineConfig
) -> None:
    folder = write_takes(tmp_path, {text: spoken(text) for text in SAID})
    found = evaluate_phrase_check([folder], n=3, seed=0, config=engine_config)
    assert found["n"] == 3
    assert found["right"]["failed"] == found["wrong"]["failed"] == 0
    assert sum(found["right"]["outcomes"].values()) == 3
    assert found["wrong"]["outcomes"] == {"other_phrase": 3}


@pytest.mark.weights
def test_takes_under_wrong_texts_and_without_speech_are_failures(
    tmp_path: Path, spoken: Callable, engine_config: EngineConfig
) -> None:
    takes = {SAID[0]: spoken(SAID[1]), SAID[2]: noise(2, seed=3) * 0.3}
    folder = write_takes(tmp_path, takes)
    right = evaluate_phrase_check([folder], n=2, seed=0, config=engine_config)["right"]
    assert right["failed"] == 2
    outcomes = {failure["text"]: failure["outcome"] for failure in right["failures"]}
    assert outcomes[SAID[0]] == "other_phrase"
    assert outcomes[SAID[2]] in {"no_speech", "too_noisy"}


def test_a_corpus_with_one_text_has_no_other_to_try(
    tmp_path: Path, engine_config: EngineConfig
) -> None:
    folder = write_takes(tmp_path, {SAID[0]: noise(1, seed=0)})
    with pytest.raises(CorpusError, match="one text only"):
        evaluate_phrase_check([folder], n=1, seed=0, config=engine_config)


def test_the_other_text_is_as_long_as_can_be_and_never_the_same() -> None:

    texts = ["One two three.", "Four five six!", "One, two, three?", "Seven."]
    assert another(texts[0], texts, random.Random(0)) == "Four five six!"
    assert as_sentence("WE CALL IT BEAR") == "We call it bear."
