"""Metrics of classification, calibration and rating, with intervals over speakers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import pearsonr, spearmanr

N_CALIBRATION_BINS = 15
CONFIDENCE = 0.95


def confusion_matrix(
    truth: Sequence[str], prediction: Sequence[str], labels: Sequence[str]
) -> np.ndarray:
    """Count takes by true label (rows) and predicted label (columns).

    >>> confusion_matrix(["sad", "sad", "joy"], ["sad", "joy", "joy"], ["joy", "sad"])
    array([[1, 0],
           [1, 1]])
    """
    index = {label: i for i, label in enumerate(labels)}
    if unknown := {*truth, *prediction} - index.keys():
        raise ValueError(f"labels that are not among {list(labels)}: {sorted(unknown)}")
    matrix = np.zeros((len(labels), len(labels)), dtype=int)
    for true, predicted in zip(truth, prediction, strict=True):
        matrix[index[true], index[predicted]] += 1
    return matrix


def per_class_recall(
    truth: Sequence[str], prediction: Sequence[str], labels: Sequence[str]
) -> dict[str, float]:
    """Share of each label's takes that were recognised.

    >>> per_class_recall(["sad", "sad", "joy"], ["sad", "joy", "joy"], ["joy", "sad"])
    {'joy': 1.0, 'sad': 0.5}
    """
    if absent := set(labels) - set(truth):
        raise ValueError(f"no take is labelled {sorted(absent)}: recall is undefined")
    truth, prediction = np.asarray(truth), np.asarray(prediction)
    return {
        label: float(np.mean(prediction[truth == label] == label)) for label in labels
    }


def unweighted_average_recall(
    truth: Sequence[str], prediction: Sequence[str], labels: Sequence[str]
) -> float:
    """Mean of the per-class recalls (UAR, also UA). Chance is ``1 / len(labels)``.

    A label absent from ``truth`` is refused: skipping it would shift the mean unseen.

    >>> truth = ["sad", "sad", "sad", "joy"]
    >>> unweighted_average_recall(truth, ["sad"] * 4, labels=["joy", "sad"])
    0.5
    """
    recalls = per_class_recall(truth, prediction, labels)
    return float(np.mean(list(recalls.values())))


def weighted_accuracy(truth: Sequence[str], prediction: Sequence[str]) -> float:
    """Share of takes that were recognised (WA), regardless of label.

    >>> weighted_accuracy(["sad", "sad", "sad", "joy"], ["sad"] * 4)
    0.75
    """
    return float(np.mean(np.asarray(truth) == np.asarray(prediction)))


def expected_calibration_error(
    confidence: ArrayLike, correct: ArrayLike, n_bins: int = N_CALIBRATION_BINS
) -> float:
    """Mean gap between confidence and accuracy over equally wide bins (ECE).

    >>> expected_calibration_error([0.75, 0.75, 0.75, 0.75], [1, 1, 1, 0])
    0.0
    >>> expected_calibration_error([1.0, 1.0], [1, 0])
    0.5
    """
    bins = reliability(confidence, correct, n_bins)
    gaps = [abs(b["confidence"] - b["accuracy"]) * b["share"] for b in bins]
    return float(sum(gaps))


def reliability(
    confidence: ArrayLike, correct: ArrayLike, n_bins: int = N_CALIBRATION_BINS
) -> list[dict[str, float]]:
    """Return for equally wide bins of confidence how often answers in them are right.

    Guo et al., "On calibration of modern neural networks", ICML 2017; bins are open
    below and closed above. Empty bins are left out.

    >>> reliability([0.75, 0.75, 0.75, 0.75], [1, 1, 1, 0])
    [{'confidence': 0.75, 'accuracy': 0.75, 'share': 1.0}]
    """
    confidence = np.asarray(confidence, dtype=float)
    correct = np.asarray(correct, dtype=float)
    edges = np.linspace(0, 1, n_bins + 1)[1:-1]
    bins = np.digitize(confidence, edges, right=True)
    return [
        {
            "confidence": float(confidence[bins == b].mean()),
            "accuracy": float(correct[bins == b].mean()),
            "share": float(np.mean(bins == b)),
        }
        for b in np.unique(bins)
    ]


def pearson(x: ArrayLike, y: ArrayLike) -> float:
    """Pearson's correlation (PCC).

    >>> round(pearson([1, 2, 3], [2, 4, 6]), 6)
    1.0
    """
    return float(pearsonr(x, y).statistic)


def spearman(x: ArrayLike, y: ArrayLike) -> float:
    """Spearman's rank correlation.

    >>> round(spearman([1, 2, 3], [1, 8, 27]), 6)
    1.0
    """
    return float(spearmanr(x, y).statistic)


def interval_over_speakers(
    statistic: Callable[[np.ndarray], float],
    speakers: Sequence[str],
    *,
    n_resamples: int = 1000,
    seed: int = 0,
) -> tuple[float, float]:
    """Bootstrap interval of a statistic, resampling whole speakers.

    Takes of one speaker are correlated: resampling single takes would make the interval
    too narrow for a new speaker.

    Parameters
    ----------
    statistic : callable
        Maps an index array into the takes to a figure; NaN where a draw leaves it
        undefined (a label that none of the drawn speakers has).
    speakers : sequence of str, length n
        Who said each take.
    """
    names = np.asarray(speakers)
    takes_of = [np.flatnonzero(names == name) for name in np.unique(names)]
    generator = np.random.default_rng(seed)
    values = []
    for _ in range(n_resamples):
        drawn = generator.integers(len(takes_of), size=len(takes_of))
        values.append(statistic(np.concatenate([takes_of[i] for i in drawn])))
    return central_interval(values)


def central_interval(draws: ArrayLike) -> tuple[float, float]:
    """Return the limits between which 95 % of the draws lie, ignoring NaN."""
    tail = (1 - CONFIDENCE) / 2
    low, high = np.nanquantile(draws, [tail, 1 - tail])
    return float(low), float(high)
