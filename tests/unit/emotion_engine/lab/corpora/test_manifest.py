"""Manifests: what is read, and what is refused with a line on how to fix it."""

from __future__ import annotations

from pathlib import Path

import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import content_marks, load_corpus, write_manifest
from tests.corpus import write_corpus

ROWS = [
    {"speaker": "a", "emotion": "sad", "text": ""},
    {"speaker": "b", "emotion": "happy", "text": "Hello."},
]


def test_takes_keep_the_order_and_the_words_of_the_manifest(tmp_path: Path) -> None:
    corpus = load_corpus(write_corpus(tmp_path / "mini", ROWS), needs=("emotion",))
    assert corpus.name == "mini"
    assert corpus.speakers == ["a", "b"]
    assert corpus.emotions == ["sad", "happy"]
    assert [u.text for u in corpus.utterances] == [None, "Hello."]
    assert all(path.is_file() for path in corpus.paths)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="is no folder"):
        load_corpus(tmp_path / "nowhere")


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no manifest\.csv"):
        load_corpus(tmp_path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no column intensity"):
        load_corpus(write_corpus(tmp_path, ROWS), needs=("intensity",))


def test_an_empty_value_is_found_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="line 2: text is empty"):
        load_corpus(write_corpus(tmp_path, ROWS), needs=("text",))


def test_a_recording_that_is_not_there_is_named(tmp_path: Path) -> None:
    write_corpus(tmp_path, ROWS)
    (tmp_path / "1.wav").unlink()
    with pytest.raises(CorpusError, match=r"1\.wav: not there"):
        load_corpus(tmp_path)


def test_an_empty_manifest_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("path,speaker\n")
    with pytest.raises(CorpusError, match="no recordings"):
        load_corpus(tmp_path)


def test_marks_tell_files_apart_by_content(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, [{"speaker": name} for name in "abc"])
    (folder / "2.wav").write_bytes((folder / "0.wav").read_bytes())
    marks = content_marks(load_corpus(folder))
    assert marks[0] == marks[2] != marks[1]


def test_a_written_manifest_says_again_what_was_read(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "mini", ROWS)
    corpus = load_corpus(folder)
    (tmp_path / "elsewhere").mkdir()
    write_manifest(corpus, tmp_path / "elsewhere" / "manifest.csv")
    again = load_corpus(tmp_path / "elsewhere")
    assert [p.resolve() for p in again.paths] == [p.resolve() for p in corpus.paths]
    assert (again.speakers, again.emotions) == (corpus.speakers, corpus.emotions)
    assert [u.text for u in again.utterances] == [None, "Hello."]


def test_the_votes_of_listeners_are_read_and_written_again(tmp_path: Path) -> None:
    rows = [
        {"speaker": "a", "emotion": "sad", "votes_sad": 2, "votes_neutral": 8},
        {"speaker": "b", "emotion": "sad", "votes_sad": "", "votes_neutral": ""},
    ]
    corpus = load_corpus(write_corpus(tmp_path / "mini", rows))
    assert [u.votes for u in corpus.utterances] == [{"sad": 2, "neutral": 8}, None]
    write_manifest(corpus, tmp_path / "mini" / "manifest.csv")
    again = load_corpus(tmp_path / "mini")
    assert [u.votes for u in again.utterances] == [u.votes for u in corpus.utterances]


def test_the_first_language_of_a_learner_is_known(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, [{"speaker": "a", "first_language": "korean"}])
    assert load_corpus(folder).utterances[0].first_language == "korean"
