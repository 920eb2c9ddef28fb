"""The boundary model learns to correct errors that were built in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.alignment.boundaries import SHIFTS_S, BoundaryModel
from emotion_engine.errors import CorpusError
from emotion_engine.lab.training.hand_labelled import HandLabelledTake, true_boundaries
from emotion_engine.lab.training.train_alignment import (
    BoundaryRecipe,
    fit_boundaries,
    soft_targets,
)
from tests.hand_labelled import hand_labelled_take

QUICK = BoundaryRecipe(n_epochs=20, batch_size=32)


def errors_s(takes: list[HandLabelledTake], model: BoundaryModel) -> np.ndarray:
    """Of all boundaries that hands placed."""
    found = []
    for take in takes:
        times_s = model.place(take.waveform, take.outline).times_s
        found += [times_s[number] - true for number, true in true_boundaries(take)]
    return np.array(found)


@pytest.fixture(scope="module")
def model() -> BoundaryModel:
    return fit_boundaries([hand_labelled_take(seed) for seed in range(40)], QUICK)


def test_boundaries_that_came_early_are_found_in_unheard_takes(
    model: BoundaryModel,
) -> None:
    unheard = [hand_labelled_take(seed) for seed in range(100, 110)]
    assert np.median(errors_s(unheard, model)) == pytest.approx(0, abs=0.005)
    assert np.abs(errors_s(unheard, model)).max() < 0.02  # they came 10 to 30 ms early


def test_training_twice_gives_the_same_model(model: BoundaryModel) -> None:
    takes = [hand_labelled_take(seed) for seed in range(3)]
    recipe = replace(QUICK, n_epochs=1)
    one, two = fit_boundaries(takes, recipe), fit_boundaries(takes, recipe)
    for (a, _), (b, _) in zip(one.layers, two.layers, strict=True):
        assert np.array_equal(a, b)


def test_truth_is_of_word_edges_and_vowels() -> None:
    take = hand_labelled_take(0)
    expected = {}
    for number, word in enumerate(take.hand):
        expected |= {2 * number: word.span.start_s, 2 * number + 2: word.span.end_s}
        expected[2 * number + 1] = word.nuclei[0].start_s
    assert dict(true_boundaries(take)) == expected


def test_vowels_are_left_out_where_hands_placed_another_number() -> None:
    take = hand_labelled_take(0)
    hand = tuple(replace(word, nuclei=()) for word in take.hand)
    numbers = [number for number, _ in true_boundaries(replace(take, hand=hand))]
    assert sorted(set(numbers)) == [0, 2, 4, 6]


def test_the_true_shift_is_the_likeliest_target() -> None:
    targets = soft_targets(np.array([0.02, -0.5]), 0.0075).numpy()
    assert SHIFTS_S[targets.argmax(axis=1)] == pytest.approx([0.02, -0.08])
    assert targets.sum(axis=1) == pytest.approx([1, 1])


def test_takes_whose_words_cannot_be_paired_teach_nothing() -> None:
    with pytest.raises(CorpusError, match="placed by hand"):
        fit_boundaries([replace(hand_labelled_take(0), hand=())], QUICK)
