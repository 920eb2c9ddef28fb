"""Voices that networks learn, and takes heard against them."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.encoders.linear_head import PooledInput
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.voice_middle import PRIOR_TAKES
from emotion_engine.fusion.phrases import Phrase
from emotion_engine.lab.training.fusion.takes import FusionTakes
from emotion_engine.lab.training.members.voices import (
    CentredTakes,
    DrawnMiddles,
    LearntVoices,
    differences,
)
from emotion_engine.lab.training.voices.middles import draw_own
from tests.voices import made_takes

WANTED = PooledInput((0,), ("mean",))


def learnt(scale: float = 1.0) -> tuple[LearntVoices, np.ndarray]:
    takes = made_takes()
    units = np.full(takes.features.shape[1], scale, np.float32)
    return LearntVoices.of(takes.features, units, takes, WANTED), takes


def test_takes_of_one_voice_agree_once_their_styles_are_taken_off() -> None:
    voices, takes = learnt()
    mine = takes.speakers == takes.speakers[0]
    assert voices.base[mine].std(0).mean() < takes.features[mine].std(0).mean() / 2
    assert voices.base.mean(0) == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize("scale", [1.0, 4.0])
def test_held_out_voices_differ_as_they_will_in_use(scale: float) -> None:
    voices, takes = learnt(scale)
    own = draw_own(takes.speakers, 5, seed=1)
    found = differences(voices.middle, takes.features, takes, own)
    known = OwnMiddle()
    for one in own[3]:
        pooled = takes.features[one][None, None]
        known = known.with_take(pooled, takes.styles[one])
    assert found[3] == pytest.approx(voices.middle.of(known), abs=1e-4)


def test_a_middle_is_drawn_anew_from_other_takes_of_the_voice() -> None:
    voices, takes = learnt()
    draw = DrawnMiddles(voices, seed=0)
    drawn = np.stack([draw(0) for _ in range(60)])
    unknown = (drawn == 0).all(1)
    assert 0 < unknown.sum() < 40
    assert len(np.unique(drawn[~unknown], axis=0)) > 10
    voices.base[takes.speakers == takes.speakers[0]] = 5.0
    voices.base[0] = np.nan  # the take itself is never among its own
    most = max(draw(0)[0] for _ in range(40))
    assert most == pytest.approx(5.0 * 40 / (40 + PRIOR_TAKES), rel=0.35)


def test_frames_move_by_the_middle_of_their_voice_each_layer_by_its_own() -> None:
    phrase = Phrase(
        np.zeros((1, 2, 3), np.float16), ("a", "b"), np.arange(2), np.arange(2)
    )
    takes = FusionTakes([np.zeros((2, 4, 3), np.float16)] * 2, [phrase] * 2)
    middles = np.arange(12, dtype=np.float32).reshape(2, 6)
    sound = CentredTakes.around(takes, middles).batch([1]).sound.vectors
    assert sound[0, :, 0].tolist() == [[-6, -7, -8], [-9, -10, -11]]
    assert (sound[0, :, 3] == sound[0, :, 0]).all()
    called = CentredTakes.around(takes, lambda take: middles[take])
    assert (called.batch([1]).sound.vectors == sound).all()
