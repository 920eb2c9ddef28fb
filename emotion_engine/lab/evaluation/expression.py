"""Accuracy of style recognition on unseen speakers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Unpack

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.expression.head import ExpressionHead
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.corpora.chosen import CHOICE, Choice, load_chosen
from emotion_engine.lab.metrics import (
    confusion_matrix,
    expected_calibration_error,
    interval_over_speakers,
    per_class_recall,
    reliability,
    unweighted_average_recall,
    weighted_accuracy,
)
from emotion_engine.lab.reports import about, percent, table
from emotion_engine.lab.tasks import RETRAIN, SEED, SHIPPED, evaluation, option
from emotion_engine.lab.training.alterations import (
    AS_RECORDED,
    LOUDER,
    NOISY_20,
    OPUS_24,
    SOFTER,
)
from emotion_engine.lab.training.calibration import abstention_curve
from emotion_engine.lab.training.feature_cache import FeatureCache
from emotion_engine.lab.training.out_of_fold import Heard, hear_out_of_fold, hear_with
from emotion_engine.lab.training.train_expression import ExpressionRecipe
from emotion_engine.weights.shipped import assets_folder

ALTERED = (LOUDER, SOFTER, NOISY_20, OPUS_24)
CURVE_THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def summarize(corpus: Corpus, heard: Heard, *, seed: int = 0) -> dict[str, Any]:
    """Compare predictions with the manifest; keys as in the design."""
    truth, said = np.asarray(corpus.emotions), heard.styles
    present = [label for label in heard.labels if label in set(truth)]
    confidence, correct = heard.probabilities.max(1), truth == said

    def ua_of(takes: np.ndarray) -> float:
        if set(truth[takes]) != set(present):
            return float("nan")
        return unweighted_average_recall(truth[takes], said[takes], present)

    low, high = interval_over_speakers(ua_of, corpus.speakers, seed=seed)
    everything = np.arange(len(corpus))
    return {
        "ua": ua_of(everything),
        "ua_interval": [low, high],
        "chance": 1 / len(heard.labels),
        "wa": weighted_accuracy(truth, said),
        "per_class_recall": per_class_recall(truth, said, present),
        "labels": list(heard.labels),
        "confusion": confusion_matrix(truth, said, heard.labels).tolist(),
        "ece": expected_calibration_error(confidence, correct),
        "reliability": reliability(confidence, correct),
        "answered": float(heard.clear.mean()),
        "precision_of_answers": share_right(correct[heard.clear]),
        "abstention": abstention_curve(confidence, correct, CURVE_THRESHOLDS),
        "per_fold": ua_by(heard.folds, truth, said),
        "per_speaker": ua_by(corpus.speakers, truth, said),
        "n": len(corpus),
        "n_speakers": len(set(corpus.speakers)),
        "seed": seed,
    }


def share_right(correct: np.ndarray) -> float | None:
    """Return the share of right answers; ``None`` if none was given."""
    return float(correct.mean()) if len(correct) else None


def ua_by(
    groups: Sequence[str], truth: np.ndarray, said: np.ndarray
) -> dict[str, float]:
    """UA within each fold or speaker, over the labels found there."""
    groups = np.asarray(groups)
    return {
        str(group): unweighted_average_recall(
            truth[groups == group],
            said[groups == group],
            sorted(set(truth[groups == group])),
        )
        for group in sorted(set(groups), key=lambda name: (len(name), name))
    }


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


def evaluate_shipped(
    corpus: Corpus, cache: FeatureCache, head: ExpressionHead
) -> dict[str, Any]:
    """Test the shipped head on a corpus that it was not trained on."""
    summary = summarize(corpus, hear_with(head, corpus, cache))
    return summary | {"protocol": "shipped head, not trained here", "model": head.name}


def evaluate(
    folder: Path,
    config: EngineConfig,
    *,
    model: str,
    seed: int,
    robustness: bool,
    graphs: Path | None,
    **choice: Unpack[Choice],
) -> dict[str, Any]:
    """Measure heads retrained by fold or the shipped one, with graphs if requested."""
    corpus, cache = load_chosen(folder, **choice), FeatureCache.of(config)
    if model == SHIPPED:
        head = ExpressionHead.read(assets_folder("expression"))
        values = evaluate_shipped(corpus, cache, head)
    else:
        recipe = ExpressionRecipe(seed=seed)
        values = evaluate_retrained(corpus, cache, recipe, robustness=robustness)
    if graphs:
        from .calibration_graphs import draw_calibration

        draw_calibration(values, graphs)
    return values


def expression_table(values: Mapping[str, Any]) -> str:
    """Show how well styles are recognised."""
    low, high = values["ua_interval"]
    rows = [
        ["UA (mean recall)", percent(values["ua"])],
        ["  95 % over speakers", f"{percent(low)} to {percent(high)}"],
        ["  chance", percent(values["chance"])],
        ["WA (accuracy)", percent(values["wa"])],
        ["calibration error (ECE)", percent(values["ece"])],
        ["answered", percent(values["answered"])],
        ["  of these right", percent(values["precision_of_answers"])],
        *([f"recall {k}", percent(v)] for k, v in values["per_class_recall"].items()),
    ]
    for name, altered in values.get("robustness", {}).items():
        change = f"{percent(altered['ua'])} ({altered['change_points']:+.1f})"
        rows.append([f"UA with {name}", change])
    return f"{about(values)}\n{table(rows)}"


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
        "--graphs", type=Path, metavar="FOLDER", help="draw reliability and abstention"
    ),
    models=(RETRAIN, SHIPPED),
    table=expression_table,
)
