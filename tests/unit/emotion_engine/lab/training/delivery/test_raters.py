"""Raters learn from marks which phones are wrong, and are found again on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.delivery.model import RATED, DeliveryModel, Raters
from emotion_engine.errors import CheckpointError
from emotion_engine.lab.training.delivery.learning import NetworkRecipe
from emotion_engine.lab.training.delivery.phone_truth import truth_of
from emotion_engine.lab.training.delivery.raters import RatersRecipe, train_raters
from tests.phones import MadeTake, made_take, rated_line

RECIPE = RatersRecipe(
    network=NetworkRecipe(n_epochs=12, width=16, dropout=0.1), seeds=(0, 1), penalty=10
)


def takes_of(n: int, start: int) -> list[MadeTake]:
    skills = np.random.default_rng(start).uniform(0.3, 1, n)
    return [made_take(skill, start + i) for i, skill in enumerate(skills)]


def trained(recipe: RatersRecipe, learners: list[MadeTake]) -> Raters:
    natives = [made_take(1.0, 900 + i) for i in range(80)]
    truths = [truth_of(json.loads(rated_line("", t)), t.spoken) for t in learners]
    spoken = [take.spoken for take in learners]
    return train_raters(spoken, truths, [take.spoken for take in natives], recipe)


@pytest.fixture(scope="module")
def raters() -> Raters:
    return trained(RECIPE, takes_of(150, 0))


def test_natives_as_anchors_lift_whoever_sounds_like_them() -> None:
    poor = [made_take(skill, i) for i, skill in enumerate([0.3, 0.5] * 30)]
    natives = [made_take(1.0, 8000 + i).spoken for i in range(20)]
    without, with_them = (
        np.mean([one.utterance[0] for one in trained(recipe, poor)(natives)])
        for recipe in (RECIPE, replace(RECIPE, anchors=True))
    )
    assert with_them > without + 0.5


def test_wrong_phones_of_unseen_takes_score_lower(raters: Raters) -> None:
    tested = takes_of(40, 5000)
    rated = raters([take.spoken for take in tested])
    scores = np.concatenate([one.phones for one in rated])
    wrong = np.concatenate([take.wrong for take in tested])
    assert scores[~wrong].mean() - scores[wrong].mean() > 1
    words = np.concatenate([one.words[:, 0] for one in rated])
    right = np.concatenate([10 - 10 * t.wrong.reshape(4, -1).mean(1) for t in tested])
    assert np.corrcoef(words, right)[0, 1] > 0.8
    whole = [one.utterance[0] for one in rated]
    assert np.corrcoef(whole, [1 - t.wrong.mean() for t in tested])[0, 1] > 0.8


def test_what_a_phone_was_said_as_is_named(raters: Raters) -> None:
    tested = takes_of(20, 6000)
    rated = raters([take.spoken for take in tested])
    named = np.array([n is not None for one in rated for n in one.instead])
    wrong = np.concatenate([take.wrong for take in tested])
    assert (named == wrong).mean() > 0.9


def test_a_take_is_rated_the_same_among_others(raters: Raters) -> None:
    one, other = made_take(0.6, 1).spoken, made_take(0.9, 2).spoken
    alone, together = raters([one])[0], raters([other, one])[1]
    np.testing.assert_allclose(alone.phones, together.phones, atol=1e-5)
    np.testing.assert_allclose(alone.utterance, together.utterance, atol=1e-4)


def test_scores_stay_on_the_scales_of_the_experts(raters: Raters) -> None:
    for rated in raters([take.spoken for take in takes_of(20, 7000)]):
        assert ((rated.phones >= 0) & (rated.phones <= 2)).all()
        assert ((rated.words >= 0) & (rated.words <= 10)).all()
        assert ((rated.utterance >= 0) & (rated.utterance <= 10)).all()


def test_the_model_survives_the_disk(raters: Raters, tmp_path: Path) -> None:
    model = DeliveryModel("toy", raters, dict.fromkeys(RATED, 0.5), 6.0)
    model.write(tmp_path, {"date": "today"})
    again = DeliveryModel.read(tmp_path)
    assert (again.name, again.unclear_below) == ("toy", 6.0)
    take = made_take(0.7, 1).spoken
    before, after = model.raters([take])[0], again.raters([take])[0]
    # weights are kept in half precision
    np.testing.assert_allclose(after.utterance, before.utterance, atol=0.05)
    np.testing.assert_allclose(after.phones, before.phones, atol=0.05)


def test_a_model_without_its_networks_says_so(raters: Raters, tmp_path: Path) -> None:
    model = DeliveryModel("toy", raters, dict.fromkeys(RATED, 0.5), 6.0)
    model.write(tmp_path, {"n_networks": 3})
    with pytest.raises(CheckpointError, match="no raters"):
        DeliveryModel.read(tmp_path)
