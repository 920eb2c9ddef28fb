"""Words whose prominence moved in the signal, whatever any model hears."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.lab.evaluation.measurable import (
    STEPS,
    measurably_moved,
    steps_moved,
)
from emotion_engine.lab.training.stress_words import StressItem
from emotion_engine.stress.cues import NAMES


def word(lead: dict[str, float], text: str = "banana", marked: int = 1) -> StressItem:
    """A word of two syllables, the second ahead of the first by these cues."""
    features = np.zeros((2, len(NAMES)), np.float32)
    for name, value in lead.items():
        features[1, NAMES.index(name)] = value
    return StressItem("made", "voice", text, features, expected=0, marked=marked)


def stepped(n_steps: float) -> dict[str, float]:
    return {name: n_steps * step for name, step in STEPS.items()}


def test_a_move_is_counted_in_steps_towards_the_asked_syllable() -> None:
    assert steps_moved(word({}), word(stepped(2.0))) == pytest.approx(2.0, rel=1e-5)
    assert steps_moved(word({}), word(stepped(-2.0))) == pytest.approx(-2.0, rel=1e-5)
    assert steps_moved(word(stepped(2.0)), word(stepped(2.0))) == 0.0


def test_one_cue_alone_has_to_move_further() -> None:
    by = {"level_db": STEPS["level_db"] * 3}
    assert steps_moved(word({}), word(by)) == pytest.approx(1.0, rel=1e-5)


def test_only_shifted_words_that_moved_and_have_a_control_are_kept() -> None:
    controls = [word({}, text, marked=0) for text in ("banana", "about")]
    moved = [
        word(stepped(1.5)),
        word(stepped(0.5), "about"),
        word(stepped(1.5), "again"),
        word(stepped(1.5), marked=0),
    ]
    assert measurably_moved(moved, controls) == [moved[0]]
