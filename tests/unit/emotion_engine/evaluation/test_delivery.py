"""Agreement with experts is measured on unseen speakers, aspect by aspect."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from emotion_engine.delivery.model import ASPECTS
from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.evaluation.delivery import (
    evaluate_delivery,
    evaluate_shipped,
    one_expert,
    spread_evenly,
    summarize,
)
from emotion_engine.training.corpora import Corpus, load_corpus
from emotion_engine.training.ratings import Ratings
from emotion_engine.training.train_delivery import (
    DeliveryRecipe,
    rated_takes,
    train_delivery,
)
from tests.corpus import MadeFeatures, pooled_like, write_corpus

RECIPE = DeliveryRecipe(
    input=PooledInput((1,), ("mean",)), penalties=(1.0,), n_folds=4, n_inner_folds=2
)
N_TAKES = 60


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    rows = [{"speaker": f"s{i % 12}"} for i in range(N_TAKES)]
    return load_corpus(write_corpus(tmp_path, rows))


def ratings_of(skill: np.ndarray, *, noise: float, seed: int = 0) -> Ratings:
    """Five experts who hear the same skill in every aspect, each with own noise."""
    generator = np.random.default_rng(seed)
    heard = skill[:, None, None] + generator.normal(0, noise, (len(skill), 5, 4))
    return Ratings(heard)


def test_scores_that_follow_the_skill_agree_with_the_experts(corpus: Corpus) -> None:
    skill = np.random.default_rng(0).uniform(2, 9, N_TAKES)
    cache = MadeFeatures(corpus.paths, pooled_like(skill))
    values = evaluate_delivery(corpus, ratings_of(skill, noise=0.1), cache, RECIPE)
    for aspect in ASPECTS:
        low, high = values["pcc_interval"][aspect]
        assert 0.98 < low < values["pcc"][aspect] < high
        assert values["spearman"][aspect] > 0.95
        assert values["repeatability"][aspect] == 0  # made features do not waver
    assert values["n_speakers"] == 12


def test_a_skill_that_only_the_speaker_gives_away_is_not_heard(corpus: Corpus) -> None:
    generator = np.random.default_rng(0)
    codes, skills = generator.permutation(12) * 10.0, generator.uniform(2, 9, 12)
    number = np.array([int(speaker[1:]) for speaker in corpus.speakers])
    cache = MadeFeatures(corpus.paths, pooled_like(codes[number]))
    ratings = ratings_of(skills[number], noise=0.01)
    assert evaluate_delivery(corpus, ratings, cache, RECIPE)["pcc"]["total"] < 0.7


def test_one_expert_agrees_with_the_others_as_their_noise_allows() -> None:
    skill = np.random.default_rng(0).normal(0, 1, 20_000)
    by_expert = ratings_of(skill, noise=1.0).by_expert[:, :, 0]
    # one has variance 1 + 1, the mean of four others 1 + 1/4, both share 1
    assert one_expert(by_expert) == pytest.approx(1 / np.sqrt(2 * 1.25), abs=0.02)
    by_expert[::2, 4] = np.nan
    assert one_expert(by_expert) == pytest.approx(1 / np.sqrt(2 * 1.25), abs=0.03)


def test_aspects_are_not_mixed_up() -> None:
    truth = np.random.default_rng(0).normal(5, 1, (50, 4))
    scores = truth * [1, -1, 1, -1]
    pcc = summarize(
        [str(i % 5) for i in range(50)], scores, Ratings(truth[:, None].repeat(2, 1))
    )["pcc"]
    assert [round(pcc[aspect]) for aspect in ASPECTS] == [1, -1, 1, -1]


def test_without_ratings_it_says_where_scores_lie(corpus: Corpus) -> None:
    skill = np.linspace(4, 8, N_TAKES)
    cache = MadeFeatures(corpus.paths, pooled_like(skill, spread=0.01))
    scores = np.repeat(skill[:, None], 4, axis=1)
    takes = rated_takes(corpus, scores, cache, RECIPE.variants)
    model, _ = train_delivery(takes, np.arange(N_TAKES), RECIPE)
    values = evaluate_shipped(corpus, None, cache, model)
    assert "pcc" not in values
    assert values["score_quantiles"]["total"]["p50"] == pytest.approx(6, abs=0.2)


def test_takes_are_drawn_from_all_over_the_corpus() -> None:
    assert spread_evenly(10, 4).tolist() == [0, 3, 6, 9]
    assert spread_evenly(3, 9).tolist() == [0, 1, 2]
