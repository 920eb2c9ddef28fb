"""Own takes are others of the same speaker; offsets are found below the voices."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.config import STYLES
from emotion_engine.lab.training.voices.middles import (
    draw_own,
    middles_of,
    style_offsets,
)
from tests.voices import SIX, made_takes


def test_no_take_is_among_its_own_and_none_is_of_another_speaker() -> None:
    takes = made_takes()
    for take, own in enumerate(draw_own(takes.speakers, 7, seed=3)):
        assert len(set(own)) == 7
        assert take not in own
        assert set(takes.speakers[own]) == {takes.speakers[take]}


def test_a_speaker_with_few_takes_gives_what_there_are() -> None:
    drawn = draw_own(["a", "a", "a", "b"], 5, seed=0)
    assert [len(own) for own in drawn] == [2, 2, 2, 0]


def test_own_takes_can_be_held_to_one_style() -> None:
    takes = made_takes()
    drawn = draw_own(takes.speakers, 3, seed=0, among=takes.styles == "neutral")
    assert {str(takes.styles[i]) for own in drawn for i in own} == {"neutral"}


def test_what_a_style_adds_is_found_under_voices_that_differ_more() -> None:
    takes = made_takes(voices=20.0)
    found = style_offsets(takes.features, takes.truth, takes.speakers, len(STYLES))
    expected = np.zeros((len(STYLES), takes.features.shape[1]))
    for style in SIX:
        expected[STYLES.index(style), STYLES.index(style)] = 2.0
    used = [STYLES.index(style) for style in SIX]
    expected[used] -= expected[used].mean(0)
    assert found == pytest.approx(expected, abs=0.15)


def test_the_middle_of_takes_less_their_style_is_the_voice() -> None:
    takes = made_takes(spread=0.0)
    offsets = style_offsets(takes.features, takes.truth, takes.speakers, len(STYLES))
    base = takes.features - offsets[takes.truth]
    middles = middles_of(base, draw_own(takes.speakers, 3, seed=1))
    for speaker in np.unique(takes.speakers):
        mine = middles[takes.speakers == speaker]
        assert mine == pytest.approx(np.broadcast_to(mine[0], mine.shape), abs=1e-4)
