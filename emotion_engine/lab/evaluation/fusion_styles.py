"""Styles from sound, words or both, by the folds of a corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Unpack

import numpy as np

from emotion_engine.config import EngineConfig
from emotion_engine.fusion.config import VARIANTS
from emotion_engine.lab.corpora import Corpus
from emotion_engine.lab.metrics import (
    interval_over_speakers,
    per_class_recall,
    unweighted_average_recall,
    weighted_accuracy,
)
from emotion_engine.lab.reports import percent, table
from emotion_engine.lab.splits import folds_of
from emotion_engine.lab.tasks import SEED, evaluation, option
from emotion_engine.lab.training.fusion.learner import FusionLearner
from emotion_engine.lab.training.fusion.options import (
    FUSION,
    FusionOptions,
    chosen,
)
from emotion_engine.lab.training.fusion.presets import FusionPreset
from emotion_engine.lab.training.learners import label_names
from emotion_engine.lab.training.voices.sampling import some_of_each_style


def evaluate_fusion(
    corpus: Corpus,
    config: EngineConfig,
    preset: FusionPreset,
    *,
    variants: Sequence[str] = VARIANTS,
    seed: int = 0,
) -> dict[str, Any]:
    """Retrain each variant for each fold, and test it on the held-out speakers."""
    folds, labels = folds_of(corpus, seed=seed), np.array(label_names(corpus))
    known: dict = {}
    measured = {}
    for variant in variants:
        learner = FusionLearner(config, preset, variant, known)
        predicted = np.empty(len(corpus), dtype=object)
        for fold in folds:
            chances = learner.fit_predict(corpus, fold.train, fold.test, seed=seed)
            predicted[fold.test] = labels[chances.argmax(1)]
        measured[variant] = measure(corpus, predicted, labels, seed=seed)
    return {
        "protocol": f"{len(folds)} folds, speakers disjoint, retrained for each fold",
        "preset": preset.name,
        "labels": labels.tolist(),
        "chance": 1 / len(labels),
        "n": len(corpus),
        "n_speakers": len(set(corpus.speakers)),
        "variants": measured,
        "seed": seed,
    }


def measure(
    corpus: Corpus, predicted: np.ndarray, labels: Sequence[str], *, seed: int
) -> dict[str, Any]:
    """Return UA and WA with intervals over speakers, and recall by label."""
    truth = np.asarray(corpus.emotions)

    def ua_of(takes: np.ndarray) -> float:
        if set(truth[takes]) != set(labels):
            return float("nan")
        return unweighted_average_recall(truth[takes], predicted[takes], labels)

    def wa_of(takes: np.ndarray) -> float:
        return weighted_accuracy(truth[takes], predicted[takes])

    everything, figures = np.arange(len(corpus)), {}
    for name, of in (("ua", ua_of), ("wa", wa_of)):
        figures[name] = of(everything)
        figures[f"{name}_interval"] = list(
            interval_over_speakers(of, corpus.speakers, seed=seed)
        )
    return figures | {"per_class_recall": per_class_recall(truth, predicted, labels)}


def evaluate(
    folder: Path,
    config: EngineConfig,
    *,
    takes: int | None,
    seed: int,
    **options: Unpack[FusionOptions],
) -> dict[str, Any]:
    """Measure sound, text and both with the chosen preset."""
    corpus, preset = chosen(folder, **options)
    if takes:
        corpus = some_of_each_style(corpus, takes, seed=seed)
    return evaluate_fusion(corpus, config, preset, seed=seed)


def fusion_table(values: Mapping[str, Any]) -> str:
    """Show UA and WA of each variant."""
    rows = [["", "UA", "95 % over speakers", "WA", "95 % over speakers"]]
    for variant, figures in values["variants"].items():
        row = [variant]
        for name in ("ua", "wa"):
            low, high = figures[f"{name}_interval"]
            row += [percent(figures[name]), f"{percent(low)} to {percent(high)}"]
        rows.append(row)
    about = f"{values['protocol']}; chance UA {percent(values['chance'])}"
    return "\n".join([table(rows), about])


TASK = evaluation(
    evaluate,
    *FUSION,
    option(
        "--takes",
        type=int,
        metavar="N",
        help="so many, dealt out over speakers and their styles; otherwise all",
    ),
    SEED,
    table=fusion_table,
)
