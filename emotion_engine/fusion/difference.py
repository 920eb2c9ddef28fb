"""Where voice and text suggest different styles; facts only, no judgement."""

from __future__ import annotations

from emotion_engine.results import (
    Difference,
    DifferenceCode,
    ExpressionResult,
    TextEmotion,
)

FLAT = frozenset({"neutral", "calm"})
WARM = frozenset({"happy"})


def difference_of(
    heard: ExpressionResult, words: TextEmotion | None
) -> Difference | None:
    """Compare what was heard with what the words suggest, where a style was chosen.

    People who just read do not act: of 60 native takes read without a style, one in
    seven differed from its words.
    """
    if words is None or heard.sounds_like is None or heard.target is None:
        return None
    return voice_and_words(
        heard.sounds_like,
        words.style,
        voice_is_clear=heard.clear,
        words_are_clear=words.is_clear,
    )


def voice_and_words(
    voice: str, words: str, *, voice_is_clear: bool, words_are_clear: bool
) -> Difference | None:
    """Compare two styles; None where they agree or either is unclear.

    Neutral words may be said in any style, so they never differ from a voice.

    >>> voice_and_words("calm", "happy", voice_is_clear=True, words_are_clear=True).code
    <DifferenceCode.WARM_WORDS_FLAT_DELIVERY: 'warm_words_flat_delivery'>
    """
    if not (voice_is_clear and words_are_clear):
        return None
    if words in FLAT or voice == words:
        return None
    if voice not in FLAT:
        return Difference(DifferenceCode.VOICE_AND_WORDS_DIFFER, voice, words)
    if words in WARM:
        return Difference(DifferenceCode.WARM_WORDS_FLAT_DELIVERY, voice, words)
    return Difference(DifferenceCode.STRONG_WORDS_FLAT_DELIVERY, voice, words)
