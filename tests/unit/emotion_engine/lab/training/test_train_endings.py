"""Endings that were cut out are told from those that were said, speakers held apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.alignment.inflections import EndingKind
from emotion_engine.delivery.endings import KINDS, NAMES
from emotion_engine.errors import CorpusError
from emotion_engine.lab.training.left_out import EndingRow
from emotion_engine.lab.training.train_endings import (
    ALLOWED,
    fit_endings,
    learnt_from,
)
from tests.corpus import write_corpus


def rows(gap: float, n: int = 40) -> list[EndingRow]:
    """Endings of ten speakers; the evidence for those that were said lies higher."""
    generator = np.random.default_rng(0)
    return [
        EndingRow(
            "made",
            f"s{number % 10}",
            kind,
            generator.normal(gap if said else 0.0, 1.0, len(NAMES)),
            said,
        )
        for kind in KINDS
        for said in (True, False)
        for number in range(n)
    ]


def test_clear_evidence_is_learnt_and_hardly_any_said_ending_is_told() -> None:
    model, measured = fit_endings(rows(gap=3.0))
    assert measured["told_left_out"] > 0.95
    assert measured["told_said"] <= ALLOWED
    assert measured["n_said"] == measured["n_left_out"] == 120
    for kind in KINDS:
        assert model.is_missing(kind, np.full(len(NAMES), -1.0))
        assert not model.is_missing(kind, np.full(len(NAMES), 4.0))


def test_without_evidence_nothing_is_told() -> None:
    _, measured = fit_endings(rows(gap=0.0))
    assert measured["told_said"] <= ALLOWED
    assert measured["told_left_out"] < 0.1


def test_a_kind_of_which_nothing_was_cut_out_cannot_be_learnt() -> None:
    said = [r for r in rows(gap=3.0) if r.said or r.kind is not EndingKind.ED]
    with pytest.raises(CorpusError, match="-ed"):
        fit_endings(said)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = ("he likes it", "he is here", "she worked", "a dog is barking loudly")
    speakers = [f"s{i}" for i in range(4)]
    made = [{"speaker": s, "text": t} for s in speakers for t in texts]
    return write_corpus(tmp_path / "made", made)


def test_short_takes_with_endings_are_dealt_over_the_speakers(folder: Path) -> None:
    corpus = learnt_from(folder, max_words=3, n_takes=4, seed=0)
    assert len({take.speaker for take in corpus.utterances}) == 4
    assert {take.text for take in corpus.utterances} <= {"he likes it", "she worked"}
