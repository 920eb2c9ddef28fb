"""Voice and words differ only where both are clear."""

from __future__ import annotations

import pytest

from emotion_engine.config import STYLES
from emotion_engine.fusion.difference import difference_of, voice_and_words
from emotion_engine.fusion.text_emotion import STYLE_OF
from emotion_engine.results import DifferenceCode, ExpressionResult, TextEmotion


@pytest.mark.parametrize(
    ("voice", "words", "code"),
    [
        ("neutral", "happy", DifferenceCode.WARM_WORDS_FLAT_DELIVERY),
        ("calm", "happy", DifferenceCode.WARM_WORDS_FLAT_DELIVERY),
        ("calm", "angry", DifferenceCode.STRONG_WORDS_FLAT_DELIVERY),
        ("angry", "happy", DifferenceCode.VOICE_AND_WORDS_DIFFER),
        ("sad", "surprised", DifferenceCode.VOICE_AND_WORDS_DIFFER),
    ],
)
def test_a_difference_has_its_code(voice, words, code) -> None:
    found = voice_and_words(voice, words, voice_is_clear=True, words_are_clear=True)
    assert (found.code, found.voice, found.words) == (code, voice, words)


@pytest.mark.parametrize("style", sorted(STYLE_OF.values()))
def test_the_same_style_is_no_difference(style) -> None:
    assert (
        voice_and_words(style, style, voice_is_clear=True, words_are_clear=True) is None
    )


@pytest.mark.parametrize("voice", STYLES)
def test_neutral_words_may_be_said_in_any_way(voice) -> None:
    found = voice_and_words(voice, "neutral", voice_is_clear=True, words_are_clear=True)
    assert found is None


@pytest.mark.parametrize(("voice", "words"), [(True, False), (False, True)])
def test_what_is_unclear_differs_from_nothing(voice, words) -> None:
    found = voice_and_words(
        "calm", "happy", voice_is_clear=voice, words_are_clear=words
    )
    assert found is None


def test_an_unclear_voice_is_compared_with_nothing() -> None:
    words = TextEmotion({"happy": 1.0}, "happy", is_clear=True)
    clear = ExpressionResult("happy", {"calm": 1.0}, True, "calm", None)
    unclear = ExpressionResult("happy", {"calm": 1.0}, False, None, None)
    assert difference_of(clear, words).words == "happy"
    assert difference_of(unclear, words) is None
    assert difference_of(clear, None) is None


def test_a_voice_without_a_chosen_style_is_compared_with_nothing() -> None:
    words = TextEmotion({"happy": 1.0}, "happy", is_clear=True)
    read = ExpressionResult(None, {"calm": 1.0}, True, "calm", None)
    assert difference_of(read, words) is None
