"""Two habits of a foreign accent: stress by pitch alone, and vowels never reduced.

Both are known of Mandarin speakers (Zhang, Nissen & Francis, JASA 2008), but the first
language is not used: takes are only compared with what natives do.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import zip_longest

from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    BandPosition,
    Finding,
    FindingCode,
    SyllableResult,
    UtteranceReport,
    WordResult,
)
from emotion_engine.stress.cues import FINAL_LENGTHENING
from emotion_engine.stress.lexical import MIN_CONFIDENCE, MIN_PAUSE_S
from emotion_engine.stress.vowels import VowelNorms

from .sizes import excess, is_expected, word_of

REDUCED = "AH0"  # the dictionary's schwa
FAR_OUTSIDE = 0.6  # widths of the natives' band


def too_high(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Report the stressed syllable that is furthest above the natives of the phrase.

    Natives differ too much from each other for a threshold without natives.
    """
    if report.comparison is None or is_expected(profile):
        return
    high = [
        s
        for s in report.comparison.syllables
        if s.f0 is not None
        and s.f0.position is BandPosition.ABOVE
        and excess(s.f0, profile) >= FAR_OUTSIDE
        and word_of(report, s.word_index).expected_syllable == s.syllable_index
        and len(word_of(report, s.word_index).syllables) > 1
    ]
    worst = max(high, key=lambda s: excess(s.f0, profile), default=None)
    if worst is not None:
        word = word_of(report, worst.word_index)
        over = excess(worst.f0, profile) - FAR_OUTSIDE
        yield to_finding(
            word, worst.syllable_index, worst.f0.value, worst.f0.high, over
        )


def to_finding(
    word: WordResult, syllable: int, value_st: float, limit_st: float, over: float
) -> Finding:
    """Build the finding: which syllable is too high, and how high natives go."""
    said = word.syllables[syllable]
    return Finding(
        FindingCode.STRESSED_TOO_HIGH,
        min(0.6, 0.32 + 0.3 * over),
        said.start_s,
        said.end_s,
        word_index=word.index,
        syllable_index=syllable,
        details={
            "word": word.text,
            "syllable": said.text,
            "value": round(value_st, 1),
            "limit": round(limit_st, 1),
            "unit": "st",
        },
    )


def not_reduced(report: UtteranceReport, norms: VowelNorms) -> Iterator[Finding]:
    """Report the weak vowel that is most too long."""
    found = list(weak_vowels(report))
    if not found:
        return
    limit = norms.weak.longest_of(len(found))
    length, word, index = max(found, key=lambda weak: weak[0])
    if length <= limit:
        return
    syllable = word.syllables[index]
    yield Finding(
        FindingCode.VOWEL_NOT_REDUCED,
        min(0.6, 0.32 + 0.5 * (length - limit)),
        syllable.start_s,
        syllable.end_s,
        word_index=word.index,
        syllable_index=index,
        details={
            "word": word.text,
            "syllable": syllable.text,
            "value": round(math.exp(length), 2),
            "limit": round(math.exp(limit), 2),
            "unit": "",
        },
    )


def weak_vowels(report: UtteranceReport) -> Iterator[tuple[float, WordResult, int]]:
    """Yield the vowels natives reduce: logarithm of the length, word and syllable.

    The length is relative to the take's mean vowel, with final lengthening removed.
    """
    for word, following in zip_longest(report.words, report.words[1:]):
        if not can_be_judged(word):
            continue
        next_s = following.start_s if following else math.inf
        for index, syllable in enumerate(word.syllables):
            if is_weak(syllable) and syllable.relative_duration:
                is_last = index == len(word.syllables) - 1
                drawn_out = is_last and next_s - word.end_s >= MIN_PAUSE_S
                length = math.log(syllable.relative_duration)
                yield length - FINAL_LENGTHENING * drawn_out, word, index


def is_weak(syllable: SyllableResult) -> bool:
    """Whether the dictionary has a schwa in this syllable.

    One that was heard as another vowel is named as that, and not for its length as well.
    """
    return any(p.label == REDUCED and p.heard_as is None for p in syllable.phones)


def can_be_judged(word: WordResult) -> bool:
    """Whether a word has syllables to compare, and was aligned with confidence.

    Of a word that is in no dictionary its spelling does not say which vowel is weak.
    """
    return (
        word.heard
        and word.in_dictionary
        and len(word.syllables) > 1
        and word.confidence >= MIN_CONFIDENCE
    )
