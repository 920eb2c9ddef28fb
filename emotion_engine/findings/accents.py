"""Sentence stress: words that stand out although others should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from emotion_engine.alignment.function_words import FUNCTION_WORDS
from emotion_engine.profiles.expected.main_stress import evidence_of, load_main_stress
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    Finding,
    FindingCode,
    UtteranceReport,
    WordResult,
)

from .sizes import EXPECTED, is_expected

ALWAYS_ACCENTED, NEVER_ACCENTED = 0.8, 0.15  # shares of natives
WEAK_ACCENT = 0.35
USUAL_NUCLEUS, RARE_NUCLEUS = 0.75, 0.1  # shares of natives
SURER = 0.05  # by which expected shares have to be nearer to all or nothing


def accents(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Find the worst fault in the accents of a take."""
    said = [w for w in report.words if w.heard and w.accent is not None]
    if not said:
        return
    strongest = max(said, key=lambda word: word.accent)
    expected = is_expected(profile)
    surer = SURER if expected else 0.0
    found = (
        focus(report, said, strongest),
        accent(report, said, strongest, surer),
        nucleus(report, said, strongest, surer),
        joining(report, said) if expected else None,
    )
    for finding in [finding for finding in found if finding][:1]:
        details = finding.details | (EXPECTED if expected else {})
        yield replace(finding, details=details)


def focus(
    report: UtteranceReport, said: Sequence[WordResult], strongest: WordResult
) -> Finding | None:
    """Report an accent on a word that does not matter, while one that does is weak."""
    wanted = [word for word in said if word.index in report.expected_accent]
    missed = [word for word in wanted if not word.accented]
    if not missed or strongest in wanted:
        return None
    expected = min(missed, key=lambda word: word.accent)
    return to_finding(FindingCode.FOCUS_ON_OTHER_WORD, strongest, expected)


def accent(
    report: UtteranceReport,
    said: Sequence[WordResult],
    strongest: WordResult,
    surer: float,
) -> Finding | None:
    """Report an accent on a word natives never accent, while one of theirs is weak."""
    shares = report.comparison.native_accent_share if report.comparison else ()
    if len(shares) != len(report.words):
        return None
    if shares[strongest.index] > NEVER_ACCENTED - surer:
        return None
    missed = [
        word
        for word in said
        if word.accent < WEAK_ACCENT and shares[word.index] >= ALWAYS_ACCENTED + surer
    ]
    if not missed:
        return None
    expected = max(missed, key=lambda word: shares[word.index])
    share = shares[expected.index]
    return to_finding(FindingCode.ACCENT_ON_OTHER_WORD, strongest, expected, share)


def nucleus(
    report: UtteranceReport,
    said: Sequence[WordResult],
    strongest: WordResult,
    surer: float,
) -> Finding | None:
    """Report a main accent where hardly any native has it, if they agree on another."""
    shares = report.comparison.native_nuclear_share if report.comparison else ()
    last = next((word for word in said if word.nuclear), strongest)
    if len(shares) != len(report.words) or shares[last.index] > RARE_NUCLEUS - surer:
        return None
    expected = max(said, key=lambda word: shares[word.index])
    if shares[expected.index] < USUAL_NUCLEUS + surer or expected.accented:
        return None
    share = shares[expected.index]
    return to_finding(FindingCode.NUCLEUS_ON_OTHER_WORD, last, expected, share)


def joining(report: UtteranceReport, said: Sequence[WordResult]) -> Finding | None:
    """Report an article, preposition or conjunction that carries the sentence."""
    if report.comparison is None:
        return None
    model, shares = load_main_stress(), report.comparison.native_nuclear_share
    scores = {
        index: model.score(evidence)
        for index, evidence in evidence_of(report.words, report.comparison).items()
        if index not in report.expected_accent
    }
    wrong = max(said, key=lambda word: scores.get(word.index, 0.0))
    content = [word for word in said if word.text.lower() not in FUNCTION_WORDS]
    if scores.get(wrong.index, 0.0) <= 0 or not content:
        return None
    expected = max(content, key=lambda word: shares[word.index])
    return to_finding(FindingCode.NUCLEUS_ON_OTHER_WORD, wrong, expected)


def to_finding(
    code: FindingCode,
    strongest: WordResult,
    expected: WordResult,
    native_share: float | None = None,
) -> Finding:
    """Build the finding: the accented word, and the expected one with its weakness."""
    details: dict[str, object] = {
        "word": strongest.text,
        "expected_word": expected.text,
    }
    if native_share is not None:
        details["native_share"] = round(native_share, 2)
    return Finding(
        code,
        min(0.7, 0.45 + 0.3 * max(0.0, strongest.accent - expected.accent)),
        expected.start_s,
        expected.end_s,
        word_index=expected.index,
        details=details,
    )
