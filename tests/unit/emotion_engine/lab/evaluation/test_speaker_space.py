"""Unseen speakers are identified by their voice alone."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.lab.evaluation.speaker_space import SpeakerSpace, identified

N_LAYERS, HIDDEN = 7, 6


@pytest.fixture(scope="module")
def takes():
    """Takes of forty speakers: a voice of their own, and sentences that differ more."""
    generator = np.random.default_rng(3)
    voice_of = generator.normal(size=(40, 12))
    mixing = generator.normal(size=(12, 3 * 2 * HIDDEN))
    saying = generator.normal(size=(4, 3 * 2 * HIDDEN))
    features, speakers = [], []
    for speaker, voice in enumerate(voice_of):
        for _ in range(6):
            heard = voice @ mixing + 2 * generator.normal(size=4) @ saying
            heard += generator.normal(scale=0.5, size=heard.shape)
            own = np.zeros((N_LAYERS, 3, HIDDEN))
            own[1:4, :2] = heard.reshape(3, 2, HIDDEN)
            features.append(own)
            speakers.append(f"s{speaker}")
    return np.array(features), np.array(speakers)


def test_unseen_speakers_are_found_by_their_other_takes(takes) -> None:
    features, speakers = takes
    seen = np.isin(speakers, [f"s{i}" for i in range(25)])
    space = SpeakerSpace.learn(features[seen], speakers[seen])
    directions, names = space.directions(features[~seen]), speakers[~seen]
    asked = np.arange(len(names)) % 6 == 0
    found = identified(directions[asked], directions[~asked], names[~asked])
    assert np.mean(found == names[asked]) > 0.8  # chance is 1 / 15


def test_without_a_voice_in_them_takes_are_found_by_chance_alone(takes) -> None:
    features, speakers = takes
    shuffled = np.random.default_rng(0).permutation(features)
    space = SpeakerSpace.learn(shuffled[:120], speakers[:120])
    directions, names = space.directions(shuffled[120:]), speakers[120:]
    asked = np.arange(len(names)) % 6 == 0
    found = identified(directions[asked], directions[~asked], names[~asked])
    assert np.mean(found == names[asked]) < 0.3


def test_directions_have_length_one(takes) -> None:
    features, speakers = takes
    directions = SpeakerSpace.learn(features, speakers).directions(features)
    assert np.linalg.norm(directions, axis=1) == pytest.approx(1.0)
