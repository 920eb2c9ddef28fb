"""How well delivery scores agree with expert raters, and how far they waver."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from emotion_engine.delivery.model import ASPECTS, DeliveryModel
from emotion_engine.training.alterations import HARMLESS
from emotion_engine.training.corpora import Corpus
from emotion_engine.training.feature_cache import FeatureCache
from emotion_engine.training.ratings import Ratings
from emotion_engine.training.splits import Fold, speaker_folds
from emotion_engine.training.train_delivery import (
    DeliveryRecipe,
    rated_takes,
    repeatability,
    train_delivery,
)

from .metrics import interval_over_speakers, pearson, spearman

N_ALTERED = 96  # takes whose scores are followed through every harmless alteration


def evaluate_delivery(
    corpus: Corpus, ratings: Ratings, cache: FeatureCache, recipe: DeliveryRecipe
) -> dict[str, Any]:
    """Train and test by fold, speakers disjoint; measure agreement and repeatability."""
    takes = rated_takes(corpus, ratings.mean, cache, recipe.variants)
    folds = speaker_folds(corpus.speakers, n_folds=recipe.n_folds, seed=recipe.seed)
    models = [train_delivery(takes, fold.train, recipe)[0] for fold in folds]
    scores = np.zeros_like(ratings.mean)
    for fold, model in zip(folds, models, strict=True):
        scores[fold.test] = model.scores(cache.features(fold_paths(corpus, fold)))
    altered = spread_evenly(len(corpus), N_ALTERED)
    differences = altered_differences(corpus, cache, folds, models, altered)
    return summarize(corpus.speakers, scores, ratings, seed=recipe.seed) | {
        "protocol": f"{len(folds)} folds, speakers disjoint, retrained for each fold",
        "repeatability": dict(zip(ASPECTS, repeatability(differences), strict=True)),
        "repeatability_by_alteration": {
            alteration.name: dict(
                zip(ASPECTS, repeatability(difference[None]), strict=True)
            )
            for alteration, difference in zip(HARMLESS, differences, strict=True)
        },
        "n_altered": len(altered),
    }


def fold_paths(corpus: Corpus, fold: Fold) -> list[Path]:
    """Return where the test takes of a fold are."""
    return [corpus.paths[take] for take in fold.test]


def altered_differences(
    corpus: Corpus,
    cache: FeatureCache,
    folds: Sequence[Fold],
    models: Sequence[DeliveryModel],
    takes: np.ndarray,
) -> np.ndarray:
    """Score of altered takes minus that of the takes as recorded.

    Every take is scored by the model whose training left its speaker out.

    Returns
    -------
    array, shape (n_alterations, n_takes, n_aspects)
    """
    paths = [corpus.paths[take] for take in takes]
    fold_of = {int(t): k for k, fold in enumerate(folds) for t in fold.test}
    scorers = [models[fold_of[int(take)]] for take in takes]

    def scores(pooled: np.ndarray) -> np.ndarray:
        pairs = zip(scorers, pooled, strict=True)
        return np.stack([model.scores(one) for model, one in pairs])

    recorded = scores(cache.features(paths))
    return np.stack([scores(cache.features(paths, a)) - recorded for a in HARMLESS])


def spread_evenly(n: int, n_wanted: int) -> np.ndarray:
    """Return up to ``n_wanted`` indices, evenly spread over ``n``."""
    return np.unique(np.linspace(0, n - 1, min(n, n_wanted)).round().astype(int))


def summarize(
    speakers: Sequence[str], scores: np.ndarray, ratings: Ratings, *, seed: int = 0
) -> dict[str, Any]:
    """Correlate scores with the experts' mean, aspect by aspect."""
    truth = ratings.mean
    summary: dict[str, Any] = {
        name: {} for name in ("pcc", "pcc_interval", "spearman", "one_expert_pcc")
    }
    for index, aspect in enumerate(ASPECTS):
        said, true = scores[:, index], truth[:, index]
        summary["pcc"][aspect] = pearson(said, true)
        summary["pcc_interval"][aspect] = interval_over_speakers(
            lambda takes, x=said, y=true: pearson(x[takes], y[takes]),
            speakers,
            seed=seed,
        )
        summary["spearman"][aspect] = spearman(said, true)
        summary["one_expert_pcc"][aspect] = one_expert(ratings.by_expert[:, :, index])
    return summary | {
        "score_quantiles": score_quantiles(scores),
        "n": len(scores),
        "n_speakers": len(set(speakers)),
        "seed": seed,
    }


def one_expert(by_expert: np.ndarray) -> float:
    """Mean correlation of one expert with the mean of the others.

    Parameters
    ----------
    by_expert : array, shape (n_takes, n_experts)
        NaN where an expert did not rate a take.
    """
    correlations = []
    for expert in range(by_expert.shape[1]):
        others = np.delete(by_expert, expert, axis=1)
        rated = np.isfinite(by_expert[:, expert]) & np.isfinite(others).any(axis=1)
        correlations.append(
            pearson(by_expert[rated, expert], np.nanmean(others[rated], axis=1))
        )
    return float(np.mean(correlations))


def score_quantiles(scores: np.ndarray) -> dict[str, dict[str, float]]:
    """Return the 5th, 25th, 50th, 75th and 95th percentile of each aspect."""
    ranks = (5, 25, 50, 75, 95)
    found = np.percentile(scores, ranks, axis=0)  # (n_ranks, n_aspects)
    return {
        aspect: {f"p{rank}": float(v) for rank, v in zip(ranks, column, strict=True)}
        for aspect, column in zip(ASPECTS, found.T, strict=True)
    }


def evaluate_shipped(
    corpus: Corpus, ratings: Ratings | None, cache: FeatureCache, model: DeliveryModel
) -> dict[str, Any]:
    """Score a corpus with the model that ships; without ratings, only how scores lie."""
    scores = model.scores(cache.features(corpus.paths))
    about = {"protocol": "shipped model, not trained here", "model": model.name}
    if ratings is not None:
        return summarize(corpus.speakers, scores, ratings) | about
    return about | {
        "score_quantiles": score_quantiles(scores),
        "n": len(corpus),
        "n_speakers": len(set(corpus.speakers)),
    }
