"""Precision of the words reported to learners, and false alarms for natives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from emotion_engine.delivery.model import RIGHT, RatedTake
from emotion_engine.delivery.network import UTTERANCE_ASPECTS
from emotion_engine.lab.metrics import interval_over_speakers
from emotion_engine.lab.splits import Fold
from emotion_engine.lab.training.calibration import choose_threshold
from emotion_engine.lab.training.delivery.phone_truth import TakeTruth
from emotion_engine.lab.training.delivery.rated import Listened

PRECISION = 0.65  # required in training folds, so that 0.6 holds for new speakers
TOP_BAND = 9.0  # "excellent" in the raters' guide: what learners are shown


def accuracies(rated: Sequence[RatedTake]) -> np.ndarray:
    """Return the accuracy of every word."""
    return np.concatenate([one.words[:, 0] for one in rated])


def wrong_words(truths: Sequence[TakeTruth]) -> np.ndarray:
    """Return which words most experts find wrong."""
    return np.concatenate([2 * t.n_wrong > t.n_experts for t in truths])


def threshold_of(scores: np.ndarray, wrong: np.ndarray) -> float:
    """Return the accuracy below which a word is reported."""
    return -choose_threshold(-scores, wrong, precision=PRECISION)


def flags_by_fold(
    folds: Sequence[Fold],
    rated: Sequence[RatedTake],
    truths: Sequence[TakeTruth],
    learners: Listened,
) -> tuple[dict[str, Any], float]:
    """Report words with a threshold chosen without the fold's own speakers.

    Returns
    -------
    figures : dict
    unclear_below : float
        The threshold from all held-out words, for the shipped model.
    """
    reported: list[Any] = [None] * len(rated)
    for fold in folds:
        others = ([rated[i] for i in fold.train], [truths[i] for i in fold.train])
        below = threshold_of(accuracies(others[0]), wrong_words(others[1]))
        for i in fold.test:
            reported[i] = rated[i].words[:, 0] < below
    everybody = threshold_of(accuracies(rated), wrong_words(truths))
    return figures(reported, rated, truths, learners) | {"below": everybody}, everybody


def reported_figures(
    rated: Sequence[RatedTake],
    truths: Sequence[TakeTruth],
    learners: Listened,
    below: float,
) -> dict[str, Any]:
    """Measure the flags of a given threshold."""
    reported = [one.words[:, 0] < below for one in rated]
    return figures(reported, rated, truths, learners) | {"below": below}


def figures(
    reported: Sequence[np.ndarray],
    rated: Sequence[RatedTake],
    truths: Sequence[TakeTruth],
    learners: Listened,
) -> dict[str, Any]:
    """Return precision and recall of words, and of the sounds reported in them."""
    judged = np.concatenate([truth.n_experts > 0 for truth in truths])
    flagged, wrong = np.concatenate(reported)[judged], wrong_words(truths)[judged]
    speakers = np.repeat(learners.speakers, [len(one) for one in reported])[judged]
    marked = marked_sounds(reported, rated, truths, learners)
    return {
        "precision": precision(flagged, wrong),
        "precision_interval": interval_over_speakers(
            lambda own: precision(flagged[own], wrong[own]), speakers
        ),
        "recall": precision(wrong, flagged),
        "recall_interval": interval_over_speakers(
            lambda own: precision(wrong[own], flagged[own]), speakers
        ),
        "n_flagged": int(flagged.sum()),
        "n_wrong": int(wrong.sum()),
        "sound_marked_by_an_expert": float(np.mean(marked)) if len(marked) else None,
    }


def precision(flagged: np.ndarray, wrong: np.ndarray) -> float:
    """Return the share of reported words that are wrong; NaN if none is reported."""
    return float(wrong[flagged].mean()) if flagged.any() else float("nan")


def marked_sounds(
    reported: Sequence[np.ndarray],
    rated: Sequence[RatedTake],
    truths: Sequence[TakeTruth],
    learners: Listened,
) -> np.ndarray:
    """Return for each reported word whether an expert marked the sound we name."""
    marked = []
    for words, said, truth, spoken in zip(
        reported, rated, truths, learners.spoken, strict=True
    ):
        for word in np.flatnonzero(words):
            own = np.flatnonzero(spoken.words == word)
            worst = own[said.phones[own].argmin()]
            marked.append(truth.phones[worst] < RIGHT)
    return np.array(marked, dtype=bool)


def share_in_top_band(
    rated: Sequence[RatedTake], repeatability: Mapping[str, float]
) -> dict[str, float]:
    """Return the share of takes whose interval reaches the highest band, by aspect."""
    scores = np.stack([one.utterance for one in rated])
    halves = [repeatability[aspect] for aspect in UTTERANCE_ASPECTS]
    share = (scores + halves >= TOP_BAND).mean(axis=0)
    return dict(zip(UTTERANCE_ASPECTS, share.tolist(), strict=True))


def fifth_percentile(rated: Sequence[RatedTake]) -> dict[str, float]:
    """Return the score that 95 % of takes reach, by aspect."""
    scores = np.stack([one.utterance for one in rated])
    reached = np.percentile(scores, 5, axis=0)
    return dict(zip(UTTERANCE_ASPECTS, reached.tolist(), strict=True))


def native_figures(
    natives: Listened,
    rated: Sequence[RatedTake],
    unclear_below: float,
    repeatability: Mapping[str, float],
) -> dict[str, Any]:
    """Return by corpus the natives in the top band, and the words wrongly reported."""
    found = {}
    for name in dict.fromkeys(natives.corpora):
        mine = natives.corpora == name
        own = [rated[i] for i in np.flatnonzero(mine).tolist()]
        found[str(name)] = {
            "n": len(own),
            "n_speakers": len(set(natives.speakers[mine])),
            "top_band": share_in_top_band(own, repeatability),
            "p5": fifth_percentile(own),
            "words_told": float((accuracies(own) < unclear_below).mean()),
        }
    return found
