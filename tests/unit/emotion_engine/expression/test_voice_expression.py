"""Two answers over one take; a style is clear where both agree, and voices are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from emotion_engine.encoders.base import Encoding
from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.errors import CheckpointError
from emotion_engine.expression.head import ExpressionHead
from emotion_engine.expression.model import LinearExpression
from emotion_engine.expression.own_middle import OwnMiddle
from emotion_engine.expression.shipped import read_style_head
from emotion_engine.expression.voice_expression import (
    KNOWN_FROM,
    Clarity,
    VoiceExpressionHead,
)
from emotion_engine.expression.voice_head import VoiceHead

LABELS = ("neutral", "happy", "sad")


def a_half(**facts: object) -> VoiceHead:
    """The logits are the three values of the only layer."""
    plain = LinearHead(
        PooledInput((0,), ("mean",)),
        mean=np.zeros(3, np.float32),
        scale=np.ones(3, np.float32),
        weight=np.eye(3, dtype=np.float32),
        bias=np.zeros(3, np.float32),
    )
    half = VoiceHead(
        plain,
        weight=np.eye(3, dtype=np.float32),
        bias=np.zeros(3, np.float32),
        offsets=np.zeros((3, 3), np.float32),
        styles=LABELS,
    )
    return replace(half, **facts)


def a_head(**facts: object) -> VoiceExpressionHead:
    head = VoiceExpressionHead(
        "made",
        LABELS,
        performed=a_half(),
        heard=a_half(),
        unknown=Clarity(0.9, 0.5),
        known=Clarity(0.6, 0.3),
        speakers={"crema_d": ("1001", "1002")},
        trained_on=np.array([7], np.uint32),
    )
    return replace(head, **facts)


def take(*values: float) -> np.ndarray:
    return np.tile(np.float32(values), (1, 3, 1))


def encoding_of(*values: float) -> Encoding:
    hidden = torch.tensor(values).expand(1, 1, 10, 3)
    return Encoding(hidden, torch.tensor([10]), 50.0)


def voice(count: int) -> OwnMiddle:
    return OwnMiddle.of({"neutral": np.zeros((count, 1, 3, 3))})


def test_more_must_be_sure_while_a_voice_is_not_known() -> None:
    said = take(0.0, 1.5, 0.0)  # happy with 69 %
    assert not a_head().judge(said).clear
    assert not a_head().judge(said, voice(KNOWN_FROM - 1)).clear
    assert a_head().judge(said, voice(KNOWN_FROM)).clear


def test_nothing_is_clear_that_listeners_would_not_hear() -> None:
    deaf = a_half(weight=np.zeros((3, 3), np.float32), bias=np.float32([3, 0, 0]))
    head = a_head(heard=replace(deaf, plain=replace(deaf.plain, weight=deaf.weight)))
    said = take(0.0, 6.0, 0.0)
    assert a_head().judge(said, voice(40)).clear
    assert not head.judge(said, voice(40)).clear


def test_what_lies_on_a_voices_middle_is_less_of_a_style_once_it_is_known() -> None:
    always = OwnMiddle.of({"neutral": np.tile(np.float32([0, 4, 0]), (40, 1, 3, 1))})
    unknown = a_head().judge(take(0.0, 4.0, 0.0)).probabilities[1]
    known = a_head().judge(take(0.0, 4.0, 0.0), always).probabilities[1]
    assert unknown > 0.9
    assert known < 0.5


def test_the_model_takes_a_head_of_this_kind_and_hears_a_voice_as_unknown() -> None:
    model = LinearExpression(a_head())
    assert model.predict(encoding_of(0, 4, 0)).sounds_like == "happy"
    heard = model.predict(encoding_of(0, 1.5, 0))  # clear if the voice were known
    assert (heard.clear, heard.sounds_like) == (False, None)
    assert heard.probabilities["happy"] == pytest.approx(0.69, abs=0.01)


def test_a_head_survives_the_disk_and_is_known_by_its_card(tmp_path: Path) -> None:
    a_head().write(tmp_path, {"date": "today"})
    again = read_style_head(tmp_path)
    assert isinstance(again, VoiceExpressionHead)
    assert (again.unknown, again.known) == (Clarity(0.9, 0.5), Clarity(0.6, 0.3))
    assert again.speakers == {"crema_d": ("1001", "1002")}
    assert again.trained_on.tolist() == [7]
    said = take(0.3, 1.0, -1.0)
    for own in (None, voice(3)):
        before, after = (head.judge(said, own) for head in (a_head(), again))
        assert after.probabilities == pytest.approx(before.probabilities)
        assert after.listeners == pytest.approx(before.listeners)


def test_a_head_of_the_older_kind_is_still_read(tmp_path: Path) -> None:
    old = ExpressionHead("old", LABELS, a_half().plain, threshold=0.6)
    old.write(tmp_path, {})
    again = read_style_head(tmp_path)
    assert isinstance(again, ExpressionHead)
    judged = again.judge(take(0.0, 1.5, 0.0), voice(40))
    assert (judged.clear, judged.listeners) == (True, None)


def test_a_card_without_thresholds_is_refused(tmp_path: Path) -> None:
    a_head().write(tmp_path, {"clear": {}})
    with pytest.raises(CheckpointError, match="unknown"):
        read_style_head(tmp_path)
