"""Marks of the actual stress: read, checked against the phrases, refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.config import EngineConfig
from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training import stress_words
from emotion_engine.lab.training.measured_words import MeasuredTake, MeasuredWord
from emotion_engine.lab.training.stress_words import read_marks
from emotion_engine.stress.cues import NAMES
from tests.corpus import write_corpus

ROWS = [{"speaker": "a", "text": "The photographer, again!"}]


def marks(folder: Path, *lines: str) -> dict:
    write_corpus(folder, ROWS)
    header = "path,word_index,word,stressed_syllable"
    (folder / "stress.csv").write_text("\n".join([header, *lines]) + "\n")
    return read_marks(load_corpus(folder, needs=("text",)))


def test_a_folder_without_marks_has_none(tmp_path: Path) -> None:
    assert read_marks(load_corpus(write_corpus(tmp_path, ROWS))) == {}


def test_marks_are_found_by_take_and_word(tmp_path: Path) -> None:
    found = marks(tmp_path, "0.wav,1,photographer,2", "0.wav,2,Again,0")
    assert found == {(tmp_path / "0.wav", 1): 2, (tmp_path / "0.wav", 2): 0}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1.wav,1,photographer,2", "the manifest has no 1.wav"),
        ("0.wav,7,photographer,2", "has no word 7"),
        ("0.wav,1,again,2", "word 1 is 'photographer'"),
        ("0.wav,1,photographer,-1", "counted from 0"),
        ("0.wav,one,photographer,2", "line 2"),
    ],
)
def test_a_wrong_mark_is_refused_with_its_line(
    tmp_path: Path, line: str, says: str
) -> None:
    with pytest.raises(CorpusError, match=says):
        marks(tmp_path, line)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    write_corpus(tmp_path, ROWS)
    (tmp_path / "stress.csv").write_text("path,word_index,word\n")
    with pytest.raises(CorpusError, match="stressed_syllable"):
        read_marks(load_corpus(tmp_path))


@pytest.mark.parametrize(
    ("states", "n_features"), [("encoder", 15), ("cnn", 13), ("both", 17), ("none", 11)]
)
def test_what_is_listened_to_beside_the_cues_can_be_chosen(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    engine_config: EngineConfig,
    states: str,
    n_features: int,
) -> None:
    n_cues = len(NAMES)
    heard, places_s = np.ones((4, n_cues + 4)), np.zeros((4, 2))
    word = MeasuredWord(1, "photographer", 1, heard, np.zeros((4, 2)), places_s)
    taken = MeasuredTake((word,), np.zeros((9, 64)))
    monkeypatch.setattr(stress_words, "measure_take", lambda *_, **__: taken)
    folder = write_corpus(tmp_path, ROWS)
    (item,) = stress_words.load_stress_words(folder, engine_config, states=states).items
    assert item.features.shape == (4, n_features)
    assert item.features.sum() == 4 * (n_cues + 4 * (states in ("encoder", "both")))
