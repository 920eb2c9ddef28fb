"""Stress of syllables as a second target of the trunk."""

from __future__ import annotations

import pytest
import torch

from emotion_engine.lab.training.cnn.strategies import FROZEN, TWO_STAGE
from emotion_engine.lab.training.cnn.stress_target import (
    StressNetwork,
    fit_stress_network,
    frames_of,
    rightly_heard,
    within,
)
from emotion_engine.results import Span
from tests.cnns import spoken, toy_trunk


@pytest.mark.parametrize("strategy", [FROZEN, TWO_STAGE], ids=lambda s: s.name)
def test_the_syllable_with_more_energy_is_heard(strategy) -> None:
    network = fit_stress_network(spoken(48), strategy, toy_trunk(), n_epochs=8, seed=0)
    assert rightly_heard(network, spoken(20, seed=5)).mean() > 0.9


def test_every_word_of_a_take_is_judged() -> None:
    network = fit_stress_network(spoken(4), FROZEN, toy_trunk(), n_epochs=1, seed=0)
    assert rightly_heard(network, spoken(3)).shape == (6,)


def test_takes_go_where_their_network_is() -> None:
    elsewhere, arrived = torch.device("meta"), set()
    network = StressNetwork(toy_trunk()).to(elsewhere)
    network.trunk.register_forward_pre_hook(
        lambda _, batch: arrived.update(part.device for part in batch)
    )
    with pytest.raises(NotImplementedError, match="meta"):  # it gives no values back
        network(spoken(2))
    assert arrived == {elsewhere}


def test_a_nucleus_has_a_frame_at_least() -> None:
    assert frames_of(Span(0.10, 0.11)) == (2, 3)
    assert frames_of(Span(0.08, 0.20)) == (2, 5)


def test_spans_stay_inside_the_take() -> None:
    assert within([(8, 12), (10, 11)], 10) == [(8, 10), (9, 10)]
