"""The network's percentiles: in order, in units, and averaged over networks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.lab.training.bands.examples import Level
from emotion_engine.lab.training.bands.fit import BandRecipe, untrained
from emotion_engine.profiles.expected.network import BandNetwork
from tests.bands import with_circumstances

LEVEL = Level(
    with_circumstances(np.random.default_rng(0).normal(size=(50, 4))),
    np.random.default_rng(1).normal(5.0, 2.0, size=(50, 2)).astype(np.float32),
    np.zeros((50, 1), np.float32),
)


@pytest.fixture
def network() -> BandNetwork:
    return untrained(
        LEVEL, ("a", "b"), ("c",), BandRecipe(width=8, n_networks=2, n_steps=1)
    )


def test_percentiles_are_in_order_and_in_the_units_of_the_measure(
    network: BandNetwork,
) -> None:
    bands, chances = network.bands(LEVEL.features)
    assert bands.shape == (50, 2, 3)
    assert (np.diff(bands, axis=-1) > 0).all()
    assert bands[..., 1].mean() == pytest.approx(5.0, abs=1.0)  # of a deviation of 2
    assert ((chances > 0) & (chances < 1)).all()


def test_widening_moves_the_ends_alone(network: BandNetwork) -> None:
    factors = np.ones_like(network.widening)
    factors[0, 0, 0] = 2.0  # the lower half of the first, in the plain style
    wide = replace(network, widening=factors)
    (before, _), (after, _) = (n.bands(LEVEL.features) for n in (network, wide))
    np.testing.assert_allclose(after[:, 1], before[:, 1])
    halves = [b[:, 0, 1] - b[:, 0, 0] for b in (before, after)]
    np.testing.assert_allclose(halves[1], 2 * halves[0], rtol=1e-4)


def test_a_measure_without_a_share_of_the_networks_has_the_band_of_its_style(
    network: BandNetwork,
) -> None:
    blind = np.zeros_like(network.blind)
    blind[0] = [[1.0, 2.0, 4.0], [3.0, 5.0, 6.0]]  # of the plain style
    share = np.ones_like(network.share)
    share[0] = [0.0, 0.5]
    halfway = replace(network, blind=blind, share=share)
    bands, _ = halfway.bands(LEVEL.features)
    read, _ = network.read(LEVEL.features)
    np.testing.assert_allclose(bands[:, 0], np.tile([1.0, 2.0, 4.0], (50, 1)))
    np.testing.assert_allclose(bands[:, 1], (read[:, 1] + [3.0, 5.0, 6.0]) / 2)


def test_a_network_is_read_as_it_was_written(network: BandNetwork) -> None:
    again = BandNetwork.of(network.tensors("x"), "x", ("a", "b"), ("c",))
    np.testing.assert_array_equal(
        again.bands(LEVEL.features)[0], network.bands(LEVEL.features)[0]
    )
