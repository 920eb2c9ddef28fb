"""Words that were cut out are told from those that were said, speakers held apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.delivery.missing import NAMES
from emotion_engine.errors import CorpusError
from emotion_engine.lab.training.missing_words import WordRow
from emotion_engine.lab.training.train_missing import (
    ALLOWED,
    fit_missing,
    learnt_from,
)
from tests.corpus import write_corpus


def rows(gap: float, n: int = 300, known: bool = False) -> list[WordRow]:
    """Words of ten speakers; the evidence for those that were said lies higher."""
    generator = np.random.default_rng(0)
    return [
        WordRow(
            "made",
            f"s{number % 10}",
            generator.normal(gap if said else 0.0, 1.0, len(NAMES)),
            said,
            known and not said,
        )
        for said in (True, False)
        for number in range(n)
    ]


def test_clear_evidence_is_learnt_and_hardly_any_word_that_was_said_is_told() -> None:
    model, measured = fit_missing(rows(gap=4.0))
    assert measured["told_left_out"] > 0.95
    assert measured["told_said"] <= ALLOWED
    assert measured["n_said"] == measured["n_left_out"] == 300
    assert model.is_missing(np.full(len(NAMES), -1.0))
    assert not model.is_missing(np.full(len(NAMES), 5.0))


def test_without_evidence_only_what_the_decoder_misses_is_told() -> None:
    _, measured = fit_missing(rows(gap=0.0, known=True))
    assert measured["known_left_out"] == measured["told_left_out"] == 1.0
    assert measured["told_said"] <= ALLOWED


def test_where_nothing_was_cut_out_there_is_nothing_to_learn() -> None:
    with pytest.raises(CorpusError, match="cut out"):
        fit_missing([row for row in rows(gap=3.0) if row.said])


def test_reserved_readers_and_long_texts_are_not_learnt_from(tmp_path: Path) -> None:
    text = "FIVE WORDS ARE SPOKEN HERE"
    rows = [{"speaker": name, "text": text} for name in ("121", "61")]
    rows.append({"speaker": "61", "text": "SIX WORDS ARE TOO MANY HERE"})
    kept = learnt_from(write_corpus(tmp_path / "librispeech_clean", rows), 5, 9, seed=0)
    assert kept.speakers == ["61"]
    assert kept.utterances[0].text == "Five words are spoken here."
