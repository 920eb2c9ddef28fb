"""A folder of moved takes is one that the evaluation reads."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.cli.main import main
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.corpora.takes import some_of
from emotion_engine.lab.training import moved_corpus
from emotion_engine.lab.training.moved_corpus import write_moved
from emotion_engine.lab.training.moved_prominence import Moved
from emotion_engine.lab.training.stress_words import read_marks
from tests.corpus import write_corpus

ROWS = [{"speaker": f"s{i}", "text": "The photographer again"} for i in range(6)]


@pytest.fixture
def moving(monkeypatch):
    """Let every second take be one that cannot be aligned."""
    taken = iter(range(100))

    def move(*_arguments, **_options):
        if next(taken) % 2:
            return None
        return Moved(np.zeros(1600, np.float32), {1: 2, 2: 1})

    monkeypatch.setattr(moved_corpus, "moved_take", move)


def test_marks_and_manifest_say_where_the_stress_was_put(
    moving, tmp_path, engine_config
) -> None:
    corpus = load_corpus(write_corpus(tmp_path / "in", ROWS))
    out = tmp_path / "out"
    assert write_moved(corpus, "swap", out, engine_config) == (3, 6)
    moved = load_corpus(out, needs=("text",))
    assert moved.speakers == ["s0", "s2", "s4"]
    assert read_marks(moved) == {
        (path, index): syllable
        for path in moved.paths
        for index, syllable in ((1, 2), (2, 1))
    }


def test_where_nothing_can_be_moved_that_is_said(
    monkeypatch, tmp_path, engine_config
) -> None:
    monkeypatch.setattr(moved_corpus, "moved_take", lambda *_, **__: None)
    corpus = load_corpus(write_corpus(tmp_path / "in", ROWS))
    with pytest.raises(CorpusError, match="could be moved"):
        write_moved(corpus, "swap", tmp_path / "out", engine_config)


def test_a_limit_spreads_over_the_corpus(tmp_path) -> None:
    corpus = load_corpus(write_corpus(tmp_path, ROWS))
    assert [u.speaker for u in some_of(corpus.utterances, 3)] == ["s0", "s2", "s5"]
    assert len(some_of(corpus.utterances, None)) == 6


def test_the_command_names_what_it_wrote(moving, tmp_path, capsys) -> None:
    write_corpus(tmp_path / "in", ROWS)
    asked = ["--data", str(tmp_path / "in"), "--how", "swap"]
    assert main(["move-stress", *asked, "--out", str(tmp_path / "out")]) == 0
    assert "3 takes, 6 marked words" in capsys.readouterr().out
