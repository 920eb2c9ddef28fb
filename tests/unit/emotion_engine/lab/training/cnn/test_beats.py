"""Beats are learnt from nuclei in time, and counted as the page picks them."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_engine.lab.training.cnn.beats import (
    UNKNOWN,
    BeatTake,
    beat_figures,
    beats_in,
    fit_beats,
    frame_targets,
)


def spoken(seed: int) -> tuple[torch.Tensor, BeatTake]:
    """Embeddings whose first value peaks in nuclei, and second is high under stress."""
    generator = np.random.default_rng(seed)
    states = generator.normal(0, 0.2, (200, 8)).astype(np.float32)
    states[:, 7] += 3  # the norm would make the noise of pauses loud
    spans = tuple((first, first + 3) for first in range(5, 195, 8))
    stressed, words = [], []
    for number, (first, last) in enumerate(spans):
        is_stressed = number % 2 == seed % 2
        states[first:last, 0] += (2, 4, 2)
        states[first:last, 1] += 3 * is_stressed
        stressed.append(int(is_stressed))
        words.append(number // 2)
    take = BeatTake(torch.zeros(800, 64), spans, tuple(stressed), tuple(words))
    return torch.from_numpy(states), take


def test_beats_and_stress_of_unseen_takes_are_found() -> None:
    states, takes = zip(*(spoken(seed) for seed in range(6)), strict=True)
    head = fit_beats(states[:4] * 6, takes[:4] * 6, seed=0)
    figures = beat_figures(head, states[4:], takes[4:])
    assert figures["recall"] > 0.95
    assert figures["precision"] > 0.95
    assert figures["stress_accuracy"] > 0.95


def test_a_stress_that_no_dictionary_knows_is_not_learnt_from() -> None:
    take = BeatTake(torch.zeros(40, 64), ((1, 3), (5, 6)), (UNKNOWN, 1), (0, 1))
    targets = frame_targets(take, 10)
    assert targets[:, 0].tolist() == [0, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert targets[[1, 2, 5], 1].tolist() == [UNKNOWN, UNKNOWN, 1]


@pytest.mark.parametrize(
    ("nucleus", "beats"),
    [
        ([0, 0.2, 0.9, 0.4, 0.1, 0.6, 0.8, 0.7, 0, 0], [2, 6]),
        ([0, 0.3, 0.45, 0.2, 0], []),
    ],
)
def test_beats_are_the_peaks_that_the_page_picks(
    nucleus: list[float], beats: list[int]
) -> None:
    assert beats_in(np.array(nucleus)).tolist() == beats
