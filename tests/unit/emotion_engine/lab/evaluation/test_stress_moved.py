"""Every voice is judged by a model that was not trained on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from emotion_engine.lab.evaluation import stress_moved
from emotion_engine.lab.training.stress_words import StressItem, StressWords
from emotion_engine.stress.cues import NAMES
from tests.spoken_words import stress_words

LOUD = NAMES.index("level_db")


def words(*, is_moved: bool, n_words: int = 120) -> tuple[StressItem, ...]:
    """Words whose stressed syllable is the louder one, wherever it was put."""
    generator = np.random.default_rng(int(is_moved))
    items = []
    for number in range(n_words):
        features = generator.normal(0, 1, (2, len(NAMES)))
        item = StressItem(
            "made",
            f"s{number % 6}",
            "word",
            features,
            int(features[1, LOUD] > features[0, LOUD]),
        )
        if is_moved:
            item = replace(item, marked=item.expected, expected=0, is_moved=True)
        items.append(item)
    return tuple(items)


@pytest.fixture
def shown(monkeypatch) -> None:
    def load(_folder, _config, *, treatment=None, states, seed=0) -> StressWords:
        return stress_words(words(is_moved=treatment is not None))

    monkeypatch.setattr(stress_moved, "load_stress_words", load)


def test_a_rule_in_the_sound_is_heard_in_every_treatment(shown, engine_config) -> None:
    values = stress_moved.evaluate_moved([Path("made")], engine_config)["made"]
    assert values["native"] > 0.9
    assert values["swap_recall"] > 0.9
    assert values["swap_false_alarms_beside"] < 0.1
    assert values["n"] == 120
    assert values["n_speakers"] == 6


def test_no_speaker_is_both_learnt_from_and_heard(
    shown, engine_config, monkeypatch
) -> None:
    learnt, fit = [], stress_moved.fit_model

    def remember(items):
        learnt.append({item.speaker for item in items})
        return fit(items)

    def hear(items, model):
        assert not {item.speaker for item in items} & learnt[-1]
        return original(items, model)

    original = stress_moved.hear
    monkeypatch.setattr(stress_moved, "fit_model", remember)
    monkeypatch.setattr(stress_moved, "hear", hear)
    stress_moved.evaluate_moved([Path("made")], engine_config)
    assert len(learnt) == 6
