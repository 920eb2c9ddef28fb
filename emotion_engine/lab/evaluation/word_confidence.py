"""Calibration of the aligner's confidence in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import rankdata

from emotion_engine.lab.metrics import expected_calibration_error, reliability
from emotion_engine.lab.training.train_confidence import JudgedTake

N_BINS = 10
SAID, BESIDE = "said", "beside_not_said"
ONE_WRONG, ALL_WRONG = "not_said", "not_said_at_all"


def confidence_figures(
    judged: Sequence[JudgedTake], confidences: Sequence[np.ndarray]
) -> dict[str, object]:
    """Measure whether words are right as often as their confidence says.

    Returns
    -------
    dict
        For words that were said: ``ece``, ``reliability``, ``share_right``, and ``auc``
        for misplaced ones; for words that were not, single or the whole phrase, ``auc``
        against those that were said, and the median confidence.
    """
    kinds = np.array([kind_of(j, was) for j in judged for was in j.said], dtype=str)
    right = [ok for take in judged for ok in take.right]
    known = np.array([ok is not None for ok in right], dtype=bool)
    sure = np.concatenate([np.zeros(0), *confidences])
    own = (kinds == SAID) & known
    if not own.any():
        return {"n": 0}
    correct = np.array([bool(ok) for ok in right], dtype=bool)
    values: dict[str, object] = {
        "n": int(own.sum()),
        "share_right": float(correct[own].mean()),
        "ece": expected_calibration_error(sure[own], correct[own]),
        "auc": auc(sure[own & correct], sure[own & ~correct]),
        "median": float(np.median(sure[own])),
        "share_below_half": float((sure[own] < 0.5).mean()),
        "reliability": reliability(sure[own], correct[own], N_BINS),
    }
    for kind in (ONE_WRONG, ALL_WRONG):
        wrong = sure[kinds == kind]
        values[kind] = {
            "n": len(wrong),
            "auc": auc(sure[own], wrong),
            "median": float(np.median(wrong)) if len(wrong) else float("nan"),
            "share_below_half": float((wrong < 0.5).mean()) if len(wrong) else 0.0,
        }
    return values


def kind_of(take: JudgedTake, was_said: bool) -> str:
    """Name the category of a word."""
    if all(take.said):
        return SAID
    if not any(take.said):
        return ALL_WRONG
    return BESIDE if was_said else ONE_WRONG


def auc(higher: np.ndarray, lower: np.ndarray) -> float:
    """Probability that one of ``higher`` is above one of ``lower``; ties count half.

    >>> auc(np.array([0.9, 0.5]), np.array([0.5, 0.1]))
    0.875
    """
    if not len(higher) or not len(lower):
        return float("nan")
    ranks = rankdata(np.concatenate([higher, lower]))[: len(higher)]
    wins = ranks.sum() - len(higher) * (len(higher) + 1) / 2
    return float(wins / (len(higher) * len(lower)))
