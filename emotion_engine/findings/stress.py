"""Words stressed on another syllable: told where that is sure, else asked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    Certainty,
    Finding,
    FindingCode,
    StressState,
    UtteranceReport,
    WordResult,
)
from emotion_engine.stress.lexical import SURE_CONFIDENCE

# Leads from which stress is told to be elsewhere, and from which a learner is asked to
# listen again, in a take with one graded word (docs/decisions/0034).
TOLD_FROM, ASKED_FROM = 2.25, 1.1
LEAST_SEVERITY, PER_GAP = 0.7, 0.2  # and per gap in prominence
LEAST_SHARE = 1e-4


def only_sure(words: Sequence[WordResult]) -> tuple[WordResult, ...]:
    """Call a stress unclear that leads by too little to be told as misplaced."""
    needed = needed_of(TOLD_FROM, words)
    return tuple(
        replace(word, stress_state=StressState.UNCLEAR)
        if word.stress_state is StressState.ELSEWHERE and lead_of(word) < needed
        else word
        for word in words
    )


def stress(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Tell of stress on another syllable, and ask where that is likely but not sure."""
    compared = report.comparison
    needed = needed_of(ASKED_FROM, report.words)
    for word in report.words:
        if not word.heard or (compared and compared.natives_vary(word)):
            continue
        if word.stress_state is StressState.ELSEWHERE:
            yield finding_of(word, Certainty.TOLD)
        elif is_worth_asking(word, needed):
            yield finding_of(word, Certainty.ASKED)


def is_worth_asking(word: WordResult, needed: float) -> bool:
    """Whether a word that is not told is likely enough to be stressed elsewhere."""
    return (
        word.stress_state is StressState.UNCLEAR
        and word.confidence >= SURE_CONFIDENCE
        and lead_of(word) >= needed
    )


def needed_of(lead: float, words: Sequence[WordResult]) -> float:
    """Return the lead that is needed in a take with so many graded words.

    Ten words are ten chances of a false alarm: see ``stress.lexical.margin_needed``.
    """
    n_graded = sum(w.stress_state is not StressState.NOT_GRADED for w in words)
    return lead + math.log(max(1, n_graded))


def lead_of(word: WordResult) -> float:
    """Return the lead of the strongest syllable over the expected one.

    The logarithm of the ratio of their prominence, which is the negated margin of
    ``stress.lexical``.
    """
    heard, expected = (
        word.syllables[at].prominence or 0.0
        for at in (word.stressed_syllable, word.expected_syllable)
    )
    return math.log(max(heard, LEAST_SHARE) / max(expected, LEAST_SHARE))


def finding_of(word: WordResult, certainty: Certainty) -> Finding:
    """Build the finding: where the stress was heard and where it belongs."""
    expected = word.syllables[word.expected_syllable]
    heard = word.syllables[word.stressed_syllable]
    gap = max(0.0, (heard.prominence or 0.0) - (expected.prominence or 0.0))
    return Finding(
        FindingCode.STRESS_ELSEWHERE,
        LEAST_SEVERITY + PER_GAP * gap,
        word.start_s,
        word.end_s,
        word_index=word.index,
        syllable_index=word.expected_syllable,
        details={
            "word": word.text,
            "expected_syllable": word.expected_syllable,
            "expected_text": expected.text,
            "heard_syllable": word.stressed_syllable,
            "heard_text": heard.text,
        },
        certainty=certainty,
    )
