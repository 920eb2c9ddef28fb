"""Words that stand out are told from natives' own, speakers held apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.training.bands.examples import Selection
from emotion_engine.lab.training.main_stress_rows import StressRow, Version
from emotion_engine.lab.training.train_main_stress import (
    ALLOWED,
    fit_main_stress,
    learnt_from,
)
from emotion_engine.profiles.expected.main_stress import NAMES
from tests.corpus import write_corpus


def rows(gap: float, n: int = 200) -> list[StressRow]:
    """Takes of ten speakers with one joining word each, as said and made to stand out."""
    generator = np.random.default_rng(0)
    return [
        StressRow(
            "made",
            f"s{number % 10}",
            str(number),
            version,
            generator.normal(gap * is_wrong, 1.0, len(NAMES)),
            is_wrong,
        )
        for version, is_wrong in ((Version.RECORDED, False), (Version.CARRIED, True))
        for number in range(n)
    ]


def test_a_clear_difference_is_learnt_and_hardly_any_native_is_told() -> None:
    model, measured = fit_main_stress(rows(gap=3.0))
    assert measured["told_carried"] > 0.95
    assert measured["told_recorded"] <= ALLOWED
    assert measured["n_takes"] == 200
    assert measured["n_speakers"] == 10
    assert model.score(np.full(len(NAMES), 3.0)) > 0 > model.score(np.zeros(len(NAMES)))


def test_where_nothing_differs_natives_are_left_in_peace_all_the_same() -> None:
    _, measured = fit_main_stress(rows(gap=0.0))
    assert measured["told_recorded"] <= ALLOWED
    assert measured["told_carried"] < 0.1


def test_without_words_that_stand_out_there_is_nothing_to_learn() -> None:
    with pytest.raises(CorpusError, match="stand out"):
        fit_main_stress([row for row in rows(gap=3.0) if not row.is_wrong])


def test_sentences_that_the_expectation_knows_are_not_learnt_from(
    tmp_path: Path,
) -> None:
    texts = ("We went to the bridge.", "They are in the garden.", "Too short.")
    made = [
        {"speaker": speaker, "text": text, "duration_s": "2.0"}
        for speaker in ("121", "61")
        for text in texts
    ]
    folder = write_corpus(tmp_path / "librispeech_clean", made)
    known = Selection(texts[:1], limit=0)
    kept = learnt_from(folder, known, 9, 9, seed=0)
    assert [(u.speaker, u.text) for u in kept.utterances] == [("61", texts[1])]
    with pytest.raises(CorpusError, match="no take of another sentence"):
        learnt_from(folder, Selection(texts, limit=0), 9, 9, seed=0)
