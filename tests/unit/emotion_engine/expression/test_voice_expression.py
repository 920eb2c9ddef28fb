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
from emotion_engine.expression.voice_expression import Clarity, VoiceExpressionHead
from emotion_engine.expression.voice_head import VoiceHead
from emotion_engine.profiles.store import ExpressionProfile, NativeProfile
from emotion_engine.results import KNOWN_VOICE_TAKES
from tests.natives import performing
from tests.spoken import said_word

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
    takes = {"neutral": np.zeros((count, 1, 3, 3))}
    return OwnMiddle.of(takes) if count else OwnMiddle()


def test_more_must_be_sure_while_a_voice_is_not_known() -> None:
    said = take(0.0, 1.5, 0.0)  # happy with 69 %
    assert not a_head().judge(said).clear
    assert not a_head().judge(said, voice(KNOWN_VOICE_TAKES - 1)).clear
    assert a_head().judge(said, voice(KNOWN_VOICE_TAKES)).clear


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


def happy_natives() -> NativeProfile:
    return performing("happy", ExpressionProfile({"happy": 0.7}, (0.1, 0.9)))


@pytest.mark.parametrize("count", [0, KNOWN_VOICE_TAKES - 1])
def test_of_a_voice_that_is_not_known_nothing_is_said_to_be_clear(count: int) -> None:
    heard = LinearExpression(a_head()).predict(
        encoding_of(0, 9, 0),
        target="happy",
        profile=happy_natives(),
        words=(said_word(0, (1,), start_s=0.0, end_s=0.2),),
        own=voice(count),
    )
    assert (heard.own_takes, heard.voice_is_known) == (count, False)
    assert (heard.clear, heard.sounds_like) == (False, None)
    assert (heard.match, heard.carried) == (None, None)
    assert heard.probabilities["happy"] > 0.9


def test_of_a_known_voice_the_model_says_what_the_head_does() -> None:
    own, said = voice(KNOWN_VOICE_TAKES), encoding_of(0, 1.5, 0)
    heard = LinearExpression(a_head()).predict(
        said, target="happy", profile=happy_natives(), own=own
    )
    judged = a_head().judge(take(0.0, 1.5, 0.0), own)
    assert (heard.own_takes, heard.voice_is_known) == (KNOWN_VOICE_TAKES, True)
    assert (heard.clear, heard.sounds_like) == (True, "happy")
    assert heard.match is not None
    values = list(heard.probabilities.values())
    assert values == pytest.approx(judged.probabilities, abs=1e-6)


def test_what_carried_a_style_is_found_with_the_head_for_that_voice() -> None:
    """Always happy by as much as the first word: only the second word is more so."""
    hidden = torch.zeros(1, 1, 100, 3)
    hidden[0, 0, :50, 1], hidden[0, 0, 50:, 1] = 4.0, 8.0
    encoding = Encoding(hidden, torch.tensor([100]), 50.0)
    words = tuple(said_word(i, (1,), start_s=float(i), end_s=i + 1.0) for i in range(2))
    own = OwnMiddle.of({"neutral": np.tile(np.float32([0, 4, 0]), (40, 1, 3, 1))})
    sure = a_head(known=Clarity(0.0, 0.0))
    model = LinearExpression(sure)
    found = model.predict(encoding, words=words, own=own).carried
    assert found.words[1] > 0.8


def test_a_head_that_knows_no_voices_speaks_of_every_voice() -> None:
    model = LinearExpression(ExpressionHead("old", LABELS, a_half().plain))
    heard = model.predict(encoding_of(0, 4, 0), own=voice(2))
    assert (heard.own_takes, heard.voice_is_known) == (None, True)
    assert heard.sounds_like == "happy"


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
