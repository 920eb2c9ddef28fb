"""Last layers of the CNN, fitted where a voice hides what style is performed."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.expression.cnn.network import StyleNetwork
from emotion_engine.lab.training.members.known_voice import fit_last_layers, ridge
from emotion_engine.lab.training.members.voices import differences
from emotion_engine.lab.training.voices.middles import draw_own
from tests.cnns import TOY
from tests.voices import made_takes


def test_a_known_voice_is_understood_better_than_an_unknown_one() -> None:
    takes = made_takes()
    n_labels = len(takes.labels)
    torch.manual_seed(0)
    network = StyleNetwork(TOY, n_labels).eval()
    mixing = np.random.default_rng(0).normal(
        size=(takes.features.shape[1], 2 * TOY.size)
    )
    described = takes.features @ mixing
    wanted = PooledInput((0,), ("mean",))
    known = fit_last_layers(network, described, takes, wanted, seed=0)
    with torch.no_grad():
        plain = network.head.output(torch.from_numpy(np.float32(described))).numpy()
    own = draw_own(takes.speakers, 20, seed=1)
    against = differences(known.middle, takes.features, takes, own)
    centred = described @ known.weight + known.bias - against @ known.correction
    right = [np.mean(a.argmax(1) == takes.truth) for a in (plain, centred)]
    assert right[1] > right[0]
    assert right[1] > 0.8


def test_ridge_finds_a_linear_map_among_more_features_than_takes() -> None:
    generator = np.random.default_rng(0)
    features = generator.normal(size=(200, 300))
    features[:, 3:] /= 100  # what is not wanted is small
    wanted = features[:, :3] @ generator.normal(size=(3, 2))
    found = features @ ridge(features, wanted)
    assert np.corrcoef(found.T, wanted.T)[0, 2] == pytest.approx(1, abs=0.01)
    assert found.std() == pytest.approx(wanted.std(), rel=0.05)
