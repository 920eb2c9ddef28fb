"""Figures of predicted styles, and the tables that show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from emotion_engine.lab.corpora import Corpus
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
from emotion_engine.lab.training.calibration import abstention_curve
from emotion_engine.lab.training.out_of_fold import Heard

CURVE_THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def summarize(corpus: Corpus, heard: Heard, *, seed: int = 0) -> dict[str, Any]:
    """Measure what was heard against the manifest; keys as the design asks for."""
    truth, predicted = np.asarray(corpus.emotions), heard.styles
    present = [label for label in heard.labels if label in set(truth)]
    confidence, correct = heard.probabilities.max(1), truth == predicted

    def ua_of(takes: np.ndarray) -> float:
        if set(truth[takes]) != set(present):
            return float("nan")
        return unweighted_average_recall(truth[takes], predicted[takes], present)

    low, high = interval_over_speakers(ua_of, corpus.speakers, seed=seed)
    everything = np.arange(len(corpus))
    return {
        "ua": ua_of(everything),
        "ua_interval": [low, high],
        "chance": 1 / len(heard.labels),
        "wa": weighted_accuracy(truth, predicted),
        "per_class_recall": per_class_recall(truth, predicted, present),
        "labels": list(heard.labels),
        "confusion": confusion_matrix(truth, predicted, heard.labels).tolist(),
        "ece": expected_calibration_error(confidence, correct),
        "reliability": reliability(confidence, correct),
        "answered": float(heard.clear.mean()),
        "precision_of_answers": share_right(correct[heard.clear]),
        "abstention": abstention_curve(confidence, correct, CURVE_THRESHOLDS),
        "per_fold": ua_by(heard.folds, truth, predicted),
        "per_speaker": ua_by(corpus.speakers, truth, predicted),
        "n": len(corpus),
        "n_speakers": len(set(corpus.speakers)),
        "seed": seed,
    }


def share_right(correct: np.ndarray) -> float | None:
    """Return the share of right answers; ``None`` where none was given."""
    return float(correct.mean()) if len(correct) else None


def ua_by(
    groups: Sequence[str], truth: np.ndarray, predicted: np.ndarray
) -> dict[str, float]:
    """UA within each fold or speaker, over the labels found there."""
    groups = np.asarray(groups)
    return {
        str(group): unweighted_average_recall(
            truth[groups == group],
            predicted[groups == group],
            sorted(set(truth[groups == group])),
        )
        for group in sorted(set(groups), key=lambda name: (len(name), name))
    }


def expression_table(values: Mapping[str, Any]) -> str:
    """Show how well styles are recognised, or what is reported of plain reading."""
    if "ua" not in values:
        return reading_table(values)
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
    rows += shipped_rows(values)
    return f"{about(values)}\n{table(rows)}"


def shipped_rows(values: Mapping[str, Any]) -> list[list[str]]:
    """Show what only a finished head is measured by: its members, and listeners."""
    members = values.get("members", {})
    rows = [[f"UA of a member: {name}", percent(ua)] for name, ua in members.items()]
    if masked := values.get("masked"):
        rows.append([f"masked, not in this corpus: {', '.join(masked)}", ""])
    for name, found in values.get("listeners", {}).items():
        if isinstance(found, Mapping):
            shown = ", ".join(f"{who} {value:.3f}" for who, value in found.items())
            rows.append([f"listeners, {name}", shown.replace("_", " ")])
    return rows


def reading_table(values: Mapping[str, Any]) -> str:
    """Show which styles are reported as clear of people who only read."""
    low, high = values["reported_other_interval"]
    rows = [
        [
            "reported as a style other than neutral or calm",
            percent(values["reported_other"]),
        ],
        ["  95 % over speakers", f"{percent(low)} to {percent(high)}"],
        ["reported as any style", percent(values["answered"])],
        *(
            [f"  {style}", percent(share)]
            for style, share in values["reported"].items()
        ),
        *(
            [f"reported as another, first language {name}", percent(share)]
            for name, share in values["by_first_language"].items()
        ),
    ]
    return f"{about(values)}\n{table(rows)}"
