"""Metrics agree with independent implementations, and refuse what has no answer."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as reference

from emotion_engine.lab import metrics
from emotion_engine.lab.metrics import (
    confusion_matrix,
    expected_calibration_error,
    interval_over_speakers,
    pearson,
    per_class_recall,
    spearman,
    unweighted_average_recall,
    weighted_accuracy,
)

LABELS = ["happy", "neutral", "sad"]
PAIRS = st.lists(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), min_size=3, max_size=60
).filter(lambda pairs: {true for true, _ in pairs} == set(LABELS))


@settings(deadline=None)
@given(PAIRS)
def test_recalls_and_counts_are_those_of_scikit_learn(
    pairs: list[tuple[str, str]],
) -> None:
    truth, said = zip(*pairs, strict=True)
    ua = unweighted_average_recall(truth, said, LABELS)
    assert ua == pytest.approx(reference.balanced_accuracy_score(truth, said))
    assert weighted_accuracy(truth, said) == pytest.approx(
        reference.accuracy_score(truth, said)
    )
    np.testing.assert_array_equal(
        confusion_matrix(truth, said, LABELS),
        reference.confusion_matrix(truth, said, labels=LABELS),
    )


def test_a_label_that_nobody_performed_is_refused() -> None:
    with pytest.raises(ValueError, match="sad"):
        per_class_recall(["happy"], ["happy"], ["happy", "sad"])


def test_a_label_from_elsewhere_is_refused() -> None:
    with pytest.raises(ValueError, match="bored"):
        confusion_matrix(["happy"], ["bored"], ["happy", "sad"])


def test_confidence_that_holds_has_no_calibration_error() -> None:
    generator = np.random.default_rng(0)
    confidence = generator.uniform(0, 1, 200_000)
    correct = generator.random(200_000) < confidence
    assert expected_calibration_error(confidence, correct) < 0.01
    assert expected_calibration_error(np.ones(200_000), correct) == pytest.approx(
        0.5, abs=0.01
    )


def test_a_confidence_of_one_has_a_bin() -> None:
    assert expected_calibration_error([1.0, 0.0], [1, 0]) == 0


def test_correlations_are_those_of_numpy() -> None:
    x, y = np.random.default_rng(0).normal(size=(2, 100))
    assert pearson(x, x + y) == pytest.approx(np.corrcoef(x, x + y)[0, 1])
    ranks = [np.argsort(np.argsort(values)) for values in (x, x + y)]
    assert spearman(x, x + y) == pytest.approx(np.corrcoef(*ranks)[0, 1])


def test_the_interval_covers_speakers_and_not_takes() -> None:
    generator = np.random.default_rng(0)
    skill = np.repeat(generator.normal(0, 1, 40), 50)
    takes = skill + generator.normal(0, 0.1, 2000)
    speakers = [f"s{i // 50}" for i in range(2000)]
    low, high = interval_over_speakers(lambda i: takes[i].mean(), speakers, seed=1)
    # the mean of 40 speakers wavers by 1.96 / sqrt(40) to each side
    assert (high - low) / 2 == pytest.approx(1.96 / np.sqrt(40), rel=0.25)
    assert low < takes.mean() < high


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(0).normal(size=30)
    speakers = [str(i % 6) for i in range(30)]
    intervals = {
        interval_over_speakers(lambda i: values[i].mean(), speakers, seed=seed)
        for seed in (3, 3, 4)
    }
    assert len(intervals) == 2


def test_draws_that_leave_the_figure_undefined_are_left_out() -> None:
    speakers = ["a", "b", "c"]

    def all_but_without_c(takes: np.ndarray) -> float:
        return 1.0 if 2 in takes else float("nan")

    assert interval_over_speakers(all_but_without_c, speakers) == (1.0, 1.0)


def test_the_examples_hold() -> None:
    assert doctest.testmod(metrics).failed == 0
