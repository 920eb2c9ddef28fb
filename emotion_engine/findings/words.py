"""Words that are missing, or stressed on another syllable."""

from __future__ import annotations

from collections.abc import Iterator

from emotion_engine.alignment.inflections import inflection_of
from emotion_engine.alignment.letters import fold
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    Finding,
    FindingCode,
    StressState,
    UtteranceReport,
    WordResult,
)

# Severity of an unclear stress, least and per gap in prominence. Experts agree with one
# in seven, so it is reported only where one syllable has all but the whole prominence.
UNCLEAR = (0.05, 0.3)
ENDING, MOST_ENDINGS = 0.65, 2
AGAIN = 0.4


def words(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report words that were left out, or added."""
    missing = [word for word in report.words if not word.heard]
    if missing:
        yield Finding(
            FindingCode.WORDS_MISSING,
            min(1.0, 0.85 + 0.05 * len(missing)),
            missing[0].start_s,
            missing[-1].end_s,
            word_index=missing[0].index,
            details={"words": [word.text for word in missing]},
        )
    extra = report.phrase_check.extra if report.phrase_check else ()
    if extra:
        yield Finding(
            FindingCode.WORDS_EXTRA,
            min(0.8, 0.45 + 0.1 * len(extra)),
            None,
            None,
            details={"words": list(extra)},
        )


def endings(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Report words without their ending, no more than a learner can attend to."""
    without = [w for w in report.words if w.heard and w.ending_heard is False]
    for word in without[:MOST_ENDINGS]:
        phones = [p.label for syllable in word.syllables for p in syllable.phones]
        inflection = inflection_of(fold(word.text).lower(), phones)
        if inflection is None:
            continue
        letters, ending = inflection.letters_of(word.text)
        yield Finding(
            FindingCode.ENDING_MISSING,
            ENDING,
            word.start_s,
            word.end_s,
            word_index=word.index,
            syllable_index=len(word.syllables) - 1,
            details={
                "word": word.text,
                "stem": inflection.stem,
                "ending": ending,
                "parts": f"{letters}·{ending}",
            },
        )


def repeated(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Report a phrase that was said more than once, of which the last time counts."""
    if report.phrase_check and report.phrase_check.said_again:
        yield Finding(FindingCode.SAID_AGAIN, AGAIN, None, None)


def stress(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report words whose stress was heard on another syllable, or not clearly."""
    compared = report.comparison
    for word in report.words:
        if not word.heard or (compared and compared.natives_vary(word)):
            continue
        if word.stress_state is StressState.ELSEWHERE:
            yield stress_finding(word, FindingCode.STRESS_ELSEWHERE, 0.7, 0.2)
        elif word.stress_state is StressState.UNCLEAR:
            yield stress_finding(word, FindingCode.STRESS_UNCLEAR, *UNCLEAR)


def stress_finding(
    word: WordResult, code: FindingCode, least: float, more: float
) -> Finding:
    """Build the finding: where the stress was heard and where it belongs."""
    expected = word.syllables[word.expected_syllable]
    heard = word.syllables[word.stressed_syllable]
    gap = max(0.0, (heard.prominence or 0.0) - (expected.prominence or 0.0))
    return Finding(
        code,
        least + more * gap,
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
    )
