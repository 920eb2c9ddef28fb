"""Experts' scores are read by name, and averaged over those who rated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training.ratings import has_ratings, load_ratings
from tests.corpus import write_corpus


def line(name: str, *scores: float) -> str:
    aspects = ("accuracy", "fluency", "prosodic", "total")
    return json.dumps({"utterance": name, **{a: list(scores) for a in aspects}})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_corpus(tmp_path, [{"speaker": "a"}, {"speaker": "b"}])


def test_the_mean_leaves_out_who_did_not_rate(folder: Path) -> None:
    lines = [line("1", 2, 4), line("0", 6, 7, 8)]
    (folder / "scores.jsonl").write_text("\n".join(lines))
    ratings = load_ratings(load_corpus(folder))
    assert ratings.by_expert.shape == (2, 3, 4)
    assert ratings.mean.tolist() == [[7.0] * 4, [3.0] * 4]


def test_a_corpus_without_ratings_is_refused(folder: Path) -> None:
    assert not has_ratings(folder)
    with pytest.raises(CorpusError, match=r"no scores\.jsonl"):
        load_ratings(load_corpus(folder))


def test_a_take_that_nobody_rated_is_named(folder: Path) -> None:
    (folder / "scores.jsonl").write_text(line("0", 1))
    with pytest.raises(CorpusError, match="does not rate 1"):
        load_ratings(load_corpus(folder))


@pytest.mark.parametrize(
    "text", ["{}", "not json", '{"utterance": "0", "accuracy": []}']
)
def test_a_line_that_is_no_rating_is_refused(folder: Path, text: str) -> None:
    (folder / "scores.jsonl").write_text(text)
    with pytest.raises(CorpusError, match="no rating"):
        load_ratings(load_corpus(folder))
