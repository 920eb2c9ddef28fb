"""The strategies as learners: names, recipes, and probabilities for each test take."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.expression.cnn.network import write_trunk
from emotion_engine.lab.corpora import load_corpus
from emotion_engine.lab.training.cnn import learners
from emotion_engine.lab.training.cnn.fit import CnnRecipe
from emotion_engine.lab.training.cnn.learners import (
    CnnLearner,
    cnn_learners,
    from_sources,
)
from emotion_engine.lab.training.cnn.strategies import SCRATCH, TWO_STAGE
from tests.cnns import banded_takes, toy_trunk
from tests.corpus import write_corpus


def test_every_strategy_is_a_learner() -> None:
    names = [learner.name for learner in cnn_learners()]
    assert names == ["cnn scratch", "cnn frozen", "cnn single-stage", "cnn two-stage"]


def test_runs_of_another_trunk_or_budget_are_another_recipe() -> None:
    recipes = {learner.recipe for learner in cnn_learners()}
    assert len(recipes) == 4
    assert "weights" in CnnLearner(TWO_STAGE).recipe
    assert "weights" not in CnnLearner(SCRATCH).recipe
    shorter = CnnLearner(SCRATCH, CnnRecipe(n_epochs=1))
    assert shorter.recipe != CnnLearner(SCRATCH).recipe


def test_a_transferring_cnn_is_compared_from_every_source(tmp_path) -> None:
    for name in ("phones", "both"):
        write_trunk(toy_trunk(), tmp_path / name, {})
    sources = [tmp_path / "phones", tmp_path / "both"]
    found = from_sources([CnnLearner(SCRATCH), CnnLearner(TWO_STAGE)], sources)
    names = [learner.name for learner in found]
    assert names == ["cnn two-stage from phones", "cnn two-stage from both"]
    assert [learner.trunk for learner in found] == sources


def test_a_learner_without_transfer_has_no_source(tmp_path) -> None:
    with pytest.raises(CorpusError, match="transfers"):
        from_sources([CnnLearner(SCRATCH)], [tmp_path])


def test_the_mels_of_a_corpus_with_votes_are_read_once(tmp_path, monkeypatch) -> None:
    rows = [{"speaker": "a", "emotion": "sad", "votes_sad": 3, "votes_happy": 1}]
    corpus = load_corpus(write_corpus(tmp_path, rows))
    assert corpus.utterances[0].votes == {"sad": 3, "happy": 1}
    read = []
    monkeypatch.setattr(learners, "mels_at", lambda paths: read.append(paths) or [])
    learners.corpus_mels(corpus)
    learners.corpus_mels(corpus)
    assert read == [tuple(corpus.paths)]


@pytest.mark.parametrize("strategy", [SCRATCH, TWO_STAGE], ids=lambda s: s.name)
def test_a_learner_judges_every_test_take(strategy, tmp_path, monkeypatch) -> None:
    mels, truth = banded_takes(16)
    styles = ("happy", "sad")
    rows = [
        {"speaker": f"s{number % 4}", "emotion": styles[style]}
        for number, style in enumerate(truth)
    ]
    corpus = load_corpus(write_corpus(tmp_path, rows))
    monkeypatch.setattr(learners, "corpus_mels", lambda _: mels)
    monkeypatch.setattr(learners, "read_trunk", lambda _: toy_trunk())
    learner = CnnLearner(strategy, CnnRecipe(n_epochs=4, min_steps=60, batch_size=8))
    train, test = np.arange(0, 32, 2), np.arange(1, 32, 2)
    probabilities = learner.fit_predict(corpus, train, test, seed=0)
    assert probabilities.shape == (16, 2)
    np.testing.assert_allclose(probabilities.sum(1), 1)
    assert np.mean(probabilities.argmax(1) == truth[test]) > 0.85
