"""Texts that are no phrase are left out with a line, and never all of them silently."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import load_corpus, texts
from tests.corpus import write_corpus

LONG = "snow " * 69


def test_a_passage_too_long_for_a_phrase_is_left_out_with_a_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [{"speaker": "a", "text": "Hello."}, {"speaker": "b", "text": LONG}]
    corpus = load_corpus(write_corpus(tmp_path, rows), needs=("text",))
    assert corpus.speakers == ["a"]
    assert "1 of 2 takes have a text that is no phrase" in caplog.text
    assert corpus.notes == (
        "1 of 2 takes have a text that is no phrase "
        "(A phrase has at most 60 words, not 69).",
    )


def test_where_no_text_is_needed_the_passage_is_heard(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, [{"speaker": "b", "text": LONG}])
    assert load_corpus(folder).speakers == ["b"]


def test_a_corpus_of_nothing_but_such_texts_is_refused(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path, [{"speaker": "b", "text": LONG}])
    with pytest.raises(CorpusError, match="at most 60 words"):
        load_corpus(folder, needs=("text",))


def test_questions_without_their_mark_are_known_by_the_order_of_words() -> None:
    assert doctest.testmod(texts).failed == 0
