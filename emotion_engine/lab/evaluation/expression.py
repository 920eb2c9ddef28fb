"""Accuracy of style recognition on unseen speakers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Unpack

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.chosen import CHOICE, Choice, load_chosen
from emotion_engine.lab.metrics import unweighted_average_recall
from emotion_engine.lab.tasks import RETRAIN, SEED, SHIPPED, evaluation, option
from emotion_engine.lab.training.alterations import (
    AS_RECORDED,
    LOUDER,
    NOISY_20,
    OPUS_24,
    SOFTER,
)
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.out_of_fold import Heard, hear_out_of_fold
from emotion_engine.lab.training.train_expression import ExpressionRecipe

from .expression_figures import expression_table, summarize
from .expression_shipped import evaluate_folder

ALONE = "regression"  # of what ships, without the other members
ALTERED = (LOUDER, SOFTER, NOISY_20, OPUS_24)


def evaluate_retrained(
    corpus: Corpus,
    cache: FeatureCache,
    recipe: ExpressionRecipe,
    *,
    robustness: bool = False,
) -> dict[str, Any]:
    """Train and test by fold; with ``robustness`` also on altered test takes."""
    altered = ALTERED if robustness else ()
    clean, *others = hear_out_of_fold(corpus, cache, recipe, (AS_RECORDED, *altered))
    summary = summarize(corpus, clean, seed=recipe.seed)
    summary["protocol"] = (
        f"{len(set(clean.folds))} folds, speakers disjoint, retrained for each fold"
    )
    if others:
        summary["robustness"] = {
            alteration.name: compare_altered(corpus, clean, heard)
            for alteration, heard in zip(altered, others, strict=True)
        }
    return summary


def compare_altered(corpus: Corpus, clean: Heard, heard: Heard) -> dict[str, float]:
    """UA on altered takes, its change in points, and the share of unchanged answers."""
    present = sorted(set(corpus.emotions))
    before, after = (
        unweighted_average_recall(corpus.emotions, h.styles, present)
        for h in (clean, heard)
    )
    return {
        "ua": after,
        "change_points": 100 * (after - before),
        "same_answer": float(np.mean(clean.styles == heard.styles)),
    }


def evaluate(
    folder: Path,
    config: EngineConfig,
    *,
    model: str,
    seed: int,
    robustness: bool,
    own_takes: int,
    graphs: Path | None,
    **choice: Unpack[Choice],
) -> dict[str, Any]:
    """Measure heads retrained by fold, or what ships, and draw it if asked to."""
    cache = FeatureCache.of(config)
    if model != RETRAIN:
        corpus = load_chosen(folder, needs=(), **choice)
        values = evaluate_folder(
            corpus,
            cache,
            config,
            alone=model == ALONE,
            own_takes=own_takes,
            seed=seed,
        )
    else:
        corpus = load_chosen(folder, **choice)
        recipe = ExpressionRecipe(seed=seed)
        values = evaluate_retrained(corpus, cache, recipe, robustness=robustness)
    if graphs and "abstention" in values:
        from .calibration_graphs import draw_calibration

        draw_calibration(values, graphs)
    return values


ROBUSTNESS = option(
    "--robustness",
    action="store_true",
    help="also test on takes altered in level, noise and codec (slow)",
)
TASK = evaluation(
    evaluate,
    *CHOICE,
    SEED,
    ROBUSTNESS,
    option(
        "--own-takes",
        type=int,
        default=0,
        metavar="K",
        help="other takes of each speaker that the shipped head knows",
    ),
    option(
        "--graphs", type=Path, metavar="FOLDER", help="draw reliability and abstention"
    ),
    models=(RETRAIN, SHIPPED, ALONE),
    table=expression_table,
)
