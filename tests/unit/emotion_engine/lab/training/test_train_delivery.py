"""Ridge regression among the takes equals the textbook's, and choices stay inside."""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import Ridge

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.lab.training.train_delivery import (
    DeliveryRecipe,
    RatedTakes,
    fit_ridge,
    train_delivery,
)
from tests.corpus import pooled_like

WANTED = PooledInput((0, 2), ("mean", "deviation"))


def test_it_is_ridge_regression() -> None:
    generator = np.random.default_rng(0)
    pooled = pooled_like(generator.normal(size=50), spread=1.0)
    scores = generator.normal(5, 1, (50, 4))
    features = WANTED.select(pooled)
    scaled = (features - features.mean(0)) / features.std(0)
    for penalty, head in zip(
        (0.5, 20.0), fit_ridge(pooled, scores, WANTED, (0.5, 20.0)), strict=True
    ):
        expected = Ridge(penalty).fit(scaled, scores).predict(scaled)
        np.testing.assert_allclose(head(pooled), expected, atol=1e-3)


def test_scores_that_follow_the_sound_are_found_again() -> None:
    values = np.random.default_rng(0).uniform(2, 9, 200)
    speakers = np.array([f"s{i % 10}" for i in range(200)])
    scores = np.repeat(values[:, None], 4, axis=1)
    takes = RatedTakes(pooled_like(values)[None], scores, speakers)
    recipe = DeliveryRecipe(input=WANTED, penalties=(1.0, 100.0), n_inner_folds=3)
    model, penalty = train_delivery(takes, np.arange(150), recipe)
    assert penalty == 1.0
    heard = model.scores(takes.pooled[0, 150:])
    np.testing.assert_allclose(heard, scores[150:], atol=0.3)


def test_takes_shown_altered_too_are_scored_alike_when_altered() -> None:
    values = np.random.default_rng(0).uniform(2, 9, 200)
    scores = np.repeat(values[:, None], 4, axis=1)
    recorded = pooled_like(values)
    altered = recorded.copy()
    altered[:, 2] += 5  # what the alteration does to one layer
    speakers = np.array([f"s{i % 10}" for i in range(200)])
    moved = []
    for shown in (recorded[None], np.stack([recorded, altered])):
        takes = RatedTakes(shown, scores, speakers)
        (head,) = takes.fit(np.arange(150), WANTED, [1.0])
        moved.append(np.abs(head(altered[150:]) - head(recorded[150:])).mean())
    assert moved[1] < 0.2 * moved[0]
