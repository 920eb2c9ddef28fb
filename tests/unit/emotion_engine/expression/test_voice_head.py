"""Heard against its middle, a voice's offset no longer counts; unknown, it does."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.encoders.linear_head import LinearHead, PooledInput
from emotion_engine.errors import CheckpointError
from emotion_engine.expression.own_middle import NOBODY, OwnMiddle
from emotion_engine.expression.voice_head import VoiceHead, trust
from emotion_engine.expression.voice_middle import PRIOR_TAKES

STYLES = ("neutral", "happy", "sad")
STYLE_OFFSETS = np.array([[-1.0, -1.0, 0.0], [2.0, -1.0, 0.0], [-1.0, 2.0, 0.0]])


def a_head() -> VoiceHead:
    """Three features of one layer; happy lies on the first, sad on the second."""
    plain = LinearHead(
        PooledInput((0,), ("mean",)),
        mean=np.full(3, 0.5, np.float32),
        scale=np.full(3, 2.0, np.float32),
        weight=np.eye(3, dtype=np.float32)[:, [2, 0, 1]],
        bias=np.array([0.3, 0.0, 0.0], np.float32),
    )
    return VoiceHead(
        plain,
        weight=3 * plain.weight,
        bias=np.array([0.0, 0.1, 0.0], np.float32),
        offsets=np.float32(STYLE_OFFSETS),
        styles=STYLES,
    )


def take_of(style: str, voice: np.ndarray) -> np.ndarray:
    """A take of a voice, exactly as its style and middle have it."""
    standard = STYLE_OFFSETS[STYLES.index(style)] + voice
    return (0.5 + 2.0 * standard).reshape(1, 1, 3)


VOICE = np.array([0.7, -0.4, 1.5])


def test_nobody_known_is_heard_by_the_plain_head() -> None:
    head, take = a_head(), take_of("sad", VOICE)
    assert head.for_voice(NOBODY)(take) == pytest.approx(head.plain(take))


@pytest.mark.parametrize("asked", [("neutral",), ("neutral", "happy"), STYLES])
def test_the_middle_is_found_from_takes_of_any_styles(asked: tuple[str, ...]) -> None:
    takes = {style: np.stack([take_of(style, VOICE)] * 4) for style in asked}
    own = OwnMiddle.of(takes)
    shrunk = own.count / (own.count + PRIOR_TAKES)
    assert a_head().middle(own) == pytest.approx(shrunk * VOICE, abs=1e-5)


def test_takes_in_an_unknown_style_are_left_as_they_are() -> None:
    own = OwnMiddle.of({"bored": take_of("happy", VOICE)[None]})
    found = a_head().middle(own) * (1 + PRIOR_TAKES)
    assert found == pytest.approx(STYLE_OFFSETS[1] + VOICE, abs=1e-5)


def test_a_known_voice_is_heard_as_the_formula_says() -> None:
    head, take = a_head(), take_of("happy", VOICE)
    own = OwnMiddle.of({"neutral": np.stack([take_of("neutral", VOICE)] * 5)})
    standard = (take.ravel() - head.plain.mean) / head.plain.scale
    known = trust(own.count)
    expected = (1 - known) * (standard @ head.plain.weight + head.plain.bias)
    expected += known * ((standard - head.middle(own)) @ head.weight + head.bias)
    assert head.for_voice(own)(take) == pytest.approx(expected, abs=1e-5)


def test_two_voices_known_well_are_heard_nearly_alike() -> None:
    head = a_head()
    heard = []
    for voice in (VOICE, -VOICE):
        own = OwnMiddle.of({"neutral": np.stack([take_of("neutral", voice)] * 500)})
        heard.append(head.for_voice(own)(take_of("sad", voice)))
    unknown = [head.plain(take_of("sad", voice)) for voice in (VOICE, -VOICE)]
    assert np.abs(heard[0] - heard[1]).max() < 0.05
    assert np.abs(unknown[0] - unknown[1]).max() > 1


def test_a_head_is_built_again_from_its_tensors() -> None:
    head = a_head()
    card = {**head.plain.input.to_card(), "offset_styles": list(STYLES)}
    again = VoiceHead.of(head.tensors("heard_"), card, "heard_")
    own = OwnMiddle.of({"sad": take_of("sad", VOICE)[None]})
    take = take_of("happy", VOICE)
    assert again.for_voice(own)(take) == pytest.approx(head.for_voice(own)(take))


def test_a_checkpoint_without_the_known_half_is_refused() -> None:
    card = {**a_head().plain.input.to_card(), "offset_styles": list(STYLES)}
    with pytest.raises(CheckpointError, match="known_weight"):
        VoiceHead.of(a_head().plain.tensors(), card, "")


def test_many_takes_at_once_are_heard_as_one_by_one() -> None:
    head = a_head()
    takes = np.stack([take_of("happy", VOICE), take_of("sad", -VOICE)])
    voices = [OwnMiddle.of({"sad": take_of("sad", VOICE)[None]}), NOBODY]
    middles = np.stack([head.middle(own) for own in voices])
    counts = np.array([own.count for own in voices])
    at_once = head.logits(takes.reshape(2, 3), middles, counts)
    for take, own, found in zip(takes, voices, at_once, strict=True):
        assert found == pytest.approx(head.for_voice(own)(take), abs=1e-5)
