"""Experts' marks are mapped to the phones that they meant."""

from __future__ import annotations

import json

import numpy as np
import pytest

from emotion_engine.lab.training.delivery.phone_truth import (
    laid_on,
    marked_phones,
    truth_of,
)
from tests.phones import made_take, rated_line

NAN = np.nan


def test_marks_become_scores() -> None:
    assert marked_phones("B (EH0) {R}") == [("B", 2.0), ("EH", 0.0), ("R", 1.0)]


def test_added_phones_are_left_out_and_joint_ones_taken_apart() -> None:
    said = marked_phones("Z IH1 [ AX0 ] R OW0")
    assert [phone for phone, _ in said] == ["Z", "IH", "R", "OW"]
    assert marked_phones("B (AR0)") == [("B", 2.0), ("EH", 0.0), ("R", 0.0)]


def test_another_vowel_of_the_dictionary_still_gets_its_mark() -> None:
    np.testing.assert_array_equal(
        laid_on(["B", "AE", "TH"], marked_phones("B (AA0) TH")), [2, 0, 2]
    )


def test_a_phone_that_no_expert_wrote_is_unknown() -> None:
    scores = laid_on(["W", "AO", "R", "M"], marked_phones("W AO0 M"))
    np.testing.assert_array_equal(scores, [2, 2, NAN, 2])


def test_the_truth_of_a_take_is_the_mean_over_experts() -> None:
    take = made_take(0.5, seed=3)
    truth = truth_of(json.loads(rated_line("a", take)), take.spoken)
    np.testing.assert_array_equal(truth.phones, np.where(take.wrong, 0.0, 2.0))
    assert truth.take[0] == pytest.approx(10 * (1 - take.wrong.mean()))
    assert truth.take[4] == pytest.approx(truth.take[0])  # completeness, as a share
    assert truth.n_experts.tolist() == [2] * 4


def test_words_that_are_not_rated_have_no_truth() -> None:
    truth = truth_of({"total": [7, 8]}, made_take(0.5, seed=3).spoken)
    assert np.isnan(truth.words).all()
    assert np.isnan(truth.phones).all()
    assert truth.take[3] == 7.5
    assert np.isnan(truth.take[0])
    assert truth.n_experts.tolist() == [0] * 4
