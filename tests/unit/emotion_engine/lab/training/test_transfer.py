"""The frozen encoder with logistic regression, as a learner among others."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.lab.corpora import Corpus, load_corpus
from emotion_engine.lab.training.transfer import TransferLearner
from tests.corpus import MadeFeatures, pooled_like, write_corpus

LAYER = PooledInput((1,), ("mean",))


def made(folder: Path) -> tuple[Corpus, MadeFeatures]:
    styles = ["happy", "sad", "angry"] * 4
    rows = [{"speaker": f"s{i // 3}", "emotion": s} for i, s in enumerate(styles)]
    corpus = load_corpus(write_corpus(folder, rows))
    place = {"happy": -1.0, "sad": 0.0, "angry": 1.0}
    values = np.array([place[style] for style in styles])
    return corpus, MadeFeatures(corpus.paths, pooled_like(values))


def test_styles_with_distinct_features_are_distinguished(tmp_path: Path) -> None:
    corpus, features = made(tmp_path)
    learner = TransferLearner(features, LAYER, strength=1.0)
    train, test = np.arange(9), np.arange(9, 12)
    found = learner.fit_predict(corpus, train, test, seed=0)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    labels = ("happy", "sad", "angry")
    assert [labels[i] for i in found.argmax(1)] == corpus.emotions[9:]


def test_features_are_read_once(tmp_path: Path) -> None:
    corpus, features = made(tmp_path)
    learner = TransferLearner(features, LAYER)
    for _ in range(2):
        learner.fit_predict(corpus, np.arange(9), np.arange(9, 12), seed=0)
    assert features.asked == ["as recorded"]
