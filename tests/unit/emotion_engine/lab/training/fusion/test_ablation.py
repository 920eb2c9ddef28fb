"""The ablation: resumable, honest about speakers, able to distinguish variants."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.fusion.config import FusionConfig
from emotion_engine.fusion.phrases import Phrase
from emotion_engine.lab.evaluation.fusion import correlations, summarize
from emotion_engine.lab.splits import speaker_folds
from emotion_engine.lab.training.fusion import ablation as module
from emotion_engine.lab.training.fusion.ablation import Ablation, run_all
from emotion_engine.lab.training.fusion.loop import train_network
from emotion_engine.lab.training.fusion.recipe import FusionRecipe
from emotion_engine.lab.training.fusion.takes import FusionTakes

N = 36


@pytest.fixture
def takes() -> FusionTakes:
    generator = np.random.default_rng(0)
    frames = [
        generator.normal(size=(2, 5 + i % 4, 4)).astype(np.float16) for i in range(N)
    ]
    phrases = [
        Phrase(
            generator.normal(size=(2, 3, 4)).astype(np.float16),
            ("we", "record"),
            np.array([0, 1, 1]),
            np.array([1, 2, 3]),
        )
        for _ in range(N)
    ]
    return FusionTakes(frames, phrases)


@pytest.fixture
def ablation(takes: FusionTakes) -> Ablation:
    targets = np.array([[f[:, :, 0].mean(), f[:, :, 1].mean()] for f in takes.frames])
    return Ablation(
        takes,
        np.float64(targets),
        speaker_folds([f"s{i % 6}" for i in range(N)], n_folds=2),
        FusionConfig(2, 4, 2, 4, 2, hidden_size=8, n_kinds=40),
        FusionRecipe(n_epochs=1, batch_size=8),
        (0, 1),
    )


def test_every_take_is_predicted_by_every_variant_and_seed(ablation, tmp_path) -> None:
    found = run_all(ablation, tmp_path)
    assert set(found) == {"acoustic", "text", "fused"}
    for values in found.values():
        assert values.shape == (2, N, 2)
        assert np.isfinite(values).all()
        assert not np.allclose(values[0], values[1])


def test_a_finished_run_is_not_repeated(ablation, tmp_path, monkeypatch) -> None:
    first = run_all(ablation, tmp_path)
    next(tmp_path.rglob("text-fold1-seed0.json")).unlink()
    trained = []

    def counted(*arguments, **options):
        trained.append(arguments[3].variant)
        return train_network(*arguments, **options)

    monkeypatch.setattr(module, "train_network", counted)
    again = run_all(ablation, tmp_path)
    assert trained == ["text"]
    np.testing.assert_allclose(again["text"], first["text"], atol=1e-4)


def test_another_recipe_never_meets_the_runs_of_this_one(ablation) -> None:
    from dataclasses import replace

    other = replace(ablation, recipe=replace(ablation.recipe, matching=0.0))
    assert other.key() != ablation.key()
    assert replace(ablation, targets=ablation.targets + 1).key() != ablation.key()


def test_test_takes_do_not_change_what_is_learnt(ablation) -> None:
    fold = ablation.folds[0]
    before = ablation.run("fused", fold, 0)
    ablation.targets[fold.test] = 99.0
    np.testing.assert_array_equal(ablation.run("fused", fold, 0), before)


def test_correlations_are_those_of_numpy() -> None:
    generator = np.random.default_rng(0)
    said, truth = generator.normal(size=(2, 30, 3)), generator.normal(size=(30, 3))
    rows = np.arange(5, 25)
    expected = [
        [np.corrcoef(said[s, rows, a], truth[rows, a])[0, 1] for a in range(3)]
        for s in range(2)
    ]
    np.testing.assert_allclose(correlations(said, truth, rows), expected)


def test_a_variant_that_knows_more_is_ahead_by_an_interval_above_zero() -> None:
    generator = np.random.default_rng(0)
    truth = generator.normal(size=(200, 4))
    noise = generator.normal(size=(2, 200, 4))
    scores = {"fused": truth + 0.3 * noise, "acoustic": truth + 2.0 * noise}
    speakers = [f"s{i % 20}" for i in range(200)]
    found = summarize(speakers, scores, truth)["difference"]
    assert set(found) == {"fused - acoustic"}
    for figure in found["fused - acoustic"].values():
        low, high = figure["interval"]
        assert 0 < low < figure["value"] < high
