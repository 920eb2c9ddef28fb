"""Boundaries are labelled where the sound changes, as a hand would place them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.alignment.spectrum import HOP_S, N_BANDS
from emotion_engine.lab.training.sound_labelled import (
    at_change,
    placed,
    placed_again,
    spectral_change,
)
from tests.hand_labelled import always, hand_labelled_take


def test_a_step_of_the_spectrum_is_the_strongest_change() -> None:
    levels = np.full((40, N_BANDS), -3.0)
    levels[20:, :10] = -1.0
    assert spectral_change(levels).argmax() in (19, 20)
    assert spectral_change(levels)[:10].max() == pytest.approx(0)


def test_what_is_too_quiet_to_hear_changes_nothing() -> None:
    levels = np.full((40, N_BANDS), -7.0)
    levels[20:] = -4.5
    assert spectral_change(levels).max() == pytest.approx(0)


@pytest.mark.parametrize("seed", range(3))
def test_a_boundary_that_came_early_is_labelled_at_the_change(seed: int) -> None:
    take = hand_labelled_take(seed)
    true = [word.span.start_s for word in take.hand]
    labelled = placed(take, at_change(take.waveform, take.outline))
    found = [word.span.start_s for word in labelled.hand]
    assert found == pytest.approx(true, abs=3.5 * HOP_S)
    assert [len(word.nuclei) for word in labelled.hand] == [1] * len(take.hand)


def test_a_network_says_which_of_several_changes_is_meant() -> None:
    take = replace(hand_labelled_take(0), hand=())
    near_aligner = at_change(take.waveform, take.outline)
    asked_elsewhere = placed_again(take, always(0.08))
    moved = [word.span.start_s for word in asked_elsewhere.hand]
    found_s = np.array([b.time_s for b in take.outline.boundaries])
    assert np.max(np.abs(near_aligner - found_s)) <= 0.08
    assert moved[0] > near_aligner[0] + 0.02
