"""Where voice and words suggest different things; facts only, no judgement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FLAT = frozenset({"neutral", "calm"})
WARM = frozenset({"happy"})


class DifferenceCode(StrEnum):
    """How voice and words differ."""

    WARM_WORDS_FLAT_DELIVERY = "warm_words_flat_delivery"
    STRONG_WORDS_FLAT_DELIVERY = "strong_words_flat_delivery"
    VOICE_AND_WORDS_DIFFER = "voice_and_words_differ"


@dataclass(frozen=True, slots=True)
class Difference:
    """The code, with the style each of the two suggests."""

    code: DifferenceCode
    voice: str
    words: str


def voice_and_words(
    voice: str, words: str, *, voice_is_clear: bool, words_are_clear: bool
) -> Difference | None:
    """Compare two styles; None where they agree or either is unclear.

    Neutral words may be said in any way, so they never differ from a voice.

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
