"""What is known of a word bounds its score."""

from __future__ import annotations

from dataclasses import replace

from emotion_engine.results import ScoreEstimate, WordResult

from .ridge import HIGHEST


def bounded_by_share(word: WordResult, n_wrong: int) -> WordResult:
    """Bound the accuracy of a word by the share of its sounds that were right."""
    if word.accuracy is None:
        return word
    n_phones = sum(len(syllable.phones) for syllable in word.syllables)
    most = HIGHEST * (1 - n_wrong / n_phones)
    low, value, high = (
        min(score, most)
        for score in (word.accuracy.low, word.accuracy.value, word.accuracy.high)
    )
    return replace(word, accuracy=ScoreEstimate(value, low, high))
