"""Last layers of the CNN, fitted where a voice hides what style is performed."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.lab.training.members.known_voice import fit_known_voice, ridge
from emotion_engine.lab.training.members.voices import differences
from emotion_engine.lab.training.voices.middles import draw_own
from tests.voices import made_takes


def test_a_known_voice_is_understood_better_than_an_unknown_one() -> None:
    takes = made_takes()
    size = (takes.features.shape[1], 32)
    described = takes.features @ np.random.default_rng(0).normal(size=size)
    wanted = PooledInput((0,), ("mean",))
    known = fit_known_voice(described, takes, wanted, seed=0)

    def right(n_own: int) -> float:
        own = draw_own(takes.speakers, n_own, seed=1)
        against = differences(known.middle, takes.features, takes, own)
        logits = described @ known.weight + known.bias - against @ known.correction
        return float(np.mean(logits.argmax(1) == takes.truth))

    assert right(0) < right(3) < right(20)
    assert right(20) > 0.8


def test_ridge_finds_a_linear_map_among_more_features_than_takes() -> None:
    generator = np.random.default_rng(0)
    features = generator.normal(size=(200, 300))
    features[:, 3:] /= 100  # what is not wanted is small
    wanted = features[:, :3] @ generator.normal(size=(3, 2))
    found = features @ ridge(features, wanted)
    assert np.corrcoef(found.T, wanted.T)[0, 2] == pytest.approx(1, abs=0.01)
    assert found.std() == pytest.approx(wanted.std(), rel=0.05)
