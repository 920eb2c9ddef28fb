"""A folder of sentences that says where in which recording each lies."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_engine.config import EngineConfig
from emotion_engine.errors import AlignmentError, CorpusError
from emotion_engine.lab.cli.main import main
from emotion_engine.lab.corpora import load_corpus, sentence_cuts
from emotion_engine.lab.corpora.passages import Sentence
from emotion_engine.lab.corpora.sentence_cuts import (
    HEADER,
    TIMES,
    cut_sentences,
    n_parts_of,
)
from emotion_engine.results import Span
from tests.corpus import write_corpus

PASSAGE = "Call Stella. " + "Bring the snow peas. " * 20
ROWS = [
    {"speaker": "a", "first_language": "english", "text": PASSAGE},
    {"speaker": "b", "first_language": "dutch", "text": PASSAGE},
    {"speaker": "c", "first_language": "english", "text": PASSAGE},
]
FOUND = (
    Sentence(0, "Call Stella.", Span(0.0, 0.08)),
    Sentence(1, "Bring the snow peas.", Span(0.1, 0.15)),
)
CLAUSE = Sentence(21, "Snow peas, …", Span(0.1, 0.12))


@pytest.fixture
def finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find two sentences in each recording but the last, which is the longest."""

    def find(
        waveform: np.ndarray, text: str, _: object, *, with_clauses: bool
    ) -> tuple[Sentence, ...]:
        assert text == PASSAGE
        if len(waveform) > 0.215 * 16_000:
            raise AlignmentError("No alignment was found.")
        return (*FOUND, CLAUSE) if with_clauses else FOUND

    monkeypatch.setattr(sentence_cuts, "find_sentences", find)


def test_takes_keep_their_reader_and_their_times(
    finding: None,
    tmp_path: Path,
    engine_config: EngineConfig,
    caplog: pytest.LogCaptureFixture,
) -> None:
    corpus, out = load_corpus(write_corpus(tmp_path / "in", ROWS)), tmp_path / "out"
    pieces = cut_sentences(corpus, out, engine_config)
    takes = load_corpus(out, needs=("text",))
    assert takes.speakers == ["a", "a", "b", "b"]
    assert [take.text for take in takes.utterances[:2]] == [s.text for s in FOUND]
    assert takes.utterances[2].first_language == "dutch"
    assert [soundfile.info(path).frames for path in takes.paths[:2]] == [1280, 800]
    with (out / TIMES).open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == list(HEADER)
    assert rows[2] == ["0-1.flac", "0.wav", "1", "0.100", "0.150"]
    assert len(pieces) == len(rows) - 1 == 4
    assert "2.wav left out: No alignment" in caplog.text


def test_readers_of_one_first_language_are_chosen(
    finding: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = write_corpus(tmp_path / "in", ROWS), tmp_path / "out"
    command = ["cut-sentences", "--data", str(folder), "--out", str(out)]
    assert main([*command, "--first-language", "english"]) == 0
    assert "2 of 42 sentences of 1 of 2 speakers" in capsys.readouterr().out
    assert main([*command, "--first-language", "welsh"]) == 2
    assert "nobody whose language is welsh" in capsys.readouterr().err


def test_clauses_are_takes_of_their_own_where_they_are_asked_for(
    finding: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = write_corpus(tmp_path / "in", ROWS[:1]), tmp_path / "out"
    command = ["cut-sentences", "--data", str(folder), "--out", str(out)]
    assert main([*command, "--clauses"]) == 0
    assert "3 of 21 sentences and clauses" in capsys.readouterr().out
    assert load_corpus(out).utterances[2].text == CLAUSE.text


def test_only_sentences_of_several_clauses_are_counted_twice() -> None:
    text = "Call Stella. Six spoons, and a snack. Go, please!"
    assert n_parts_of(text, with_clauses=False) == 3
    assert n_parts_of(text, with_clauses=True) == 7


def test_where_no_sentence_is_certain_that_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, engine_config: EngineConfig
) -> None:
    monkeypatch.setattr(sentence_cuts, "find_sentences", lambda *_, **__: ())
    corpus = load_corpus(write_corpus(tmp_path / "in", ROWS))
    with pytest.raises(CorpusError, match="could be placed surely"):
        cut_sentences(corpus, tmp_path / "out", engine_config)


def test_a_recording_without_a_text_is_refused(
    tmp_path: Path, engine_config: EngineConfig
) -> None:
    corpus = load_corpus(write_corpus(tmp_path / "in", [{"speaker": "a"}]))
    with pytest.raises(CorpusError, match="text is not known"):
        cut_sentences(corpus, tmp_path / "out", engine_config)
