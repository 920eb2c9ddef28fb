"""Experts' ratings of words reach the tokens of those words."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.errors import CorpusError
from emotion_engine.fusion.phrases import Phrase
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training.fusion.loop import word_loss
from emotion_engine.lab.training.fusion.takes import FusionTakes
from emotion_engine.lab.training.fusion.word_ratings import (
    load_word_scores,
    standardised,
)
from tests.corpus import write_corpus


def corpus_with(folder: Path, text: str):
    write_corpus(folder, [{"speaker": "a", "text": text}])
    words = [
        {"accuracy": [10.0, 8.0], "total": [6.0, 6.0]},
        {"accuracy": [2.0, 4.0], "total": [1.0, 2.0]},
    ]
    (folder / "scores.jsonl").write_text(
        json.dumps({"utterance": "0", "words": words}) + "\n"
    )
    return load_corpus(folder)


def test_a_words_score_is_the_mean_of_its_experts(tmp_path) -> None:
    (scores,) = load_word_scores(corpus_with(tmp_path, "CALL IT"))
    assert scores.tolist() == [[9.0, 6.0], [3.0, 1.5]]


def test_a_text_with_other_words_is_refused_by_name(tmp_path) -> None:
    with pytest.raises(CorpusError, match="every word of 0"):
        load_word_scores(corpus_with(tmp_path, "CALL IT BEAR"))


def test_scores_are_standardised_by_the_training_takes_alone() -> None:
    scores = [np.float32([[1.0], [3.0]]), np.float32([[99.0]])]
    even = standardised(scores, np.array([0]))
    assert even[0].ravel().tolist() == [-1.0, 1.0]
    assert even[1].ravel().tolist() == [97.0]


def test_a_long_word_counts_as_much_as_a_short_one() -> None:
    phrase = Phrase(
        np.zeros((1, 4, 2), np.float16),
        ("a", "graph"),
        np.array([0, 1, 1, 1]),
        np.arange(4),
    )
    takes = FusionTakes(
        [np.zeros((1, 3, 2), np.float16)], [phrase], [np.float32([[0.0], [1.0]])]
    )
    scores, shares = takes.token_scores([0])
    assert scores[0, :, 0].tolist() == [0.0, 1.0, 1.0, 1.0]
    assert shares[0].tolist() == pytest.approx([1.0, 1 / 3, 1 / 3, 1 / 3])
    said = torch.tensor([[[0.0], [0.0], [0.0], [0.0]]])
    assert float(word_loss(said, takes, np.array([0]))) == pytest.approx(0.5 / 2)
