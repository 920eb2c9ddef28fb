"""Pauses where natives make none, and syllables of another length than theirs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from emotion_engine.alignment.function_words import LEANING_WORDS
from emotion_engine.alignment.text import marks_after
from emotion_engine.profiles.compare import USUAL_PAUSE_SHARE
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    BandPosition,
    Finding,
    FindingCode,
    Span,
    SyllableComparison,
    UtteranceReport,
    WordResult,
)

from .sizes import excess, is_expected, sizes, word_of

LONG_PAUSE_S = 0.25
# Without natives of the phrase: many speakers breathe between groups of words.
LONG_BREATH_S = 0.6
NATIVES_BREAK = 0.7  # share of natives who pause there
JOINED_S = 0.05  # words no further apart are said without a break


def pauses(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report silences where natives do not pause, between words that were heard."""
    missing = {word.index for word in report.words if not word.heard}
    for pause in report.pauses:
        before = max(
            (w for w in report.words if w.end_s <= pause.start_s + 0.05),
            key=lambda word: word.end_s,
            default=None,
        )
        if before is None or pause.duration_s < LONG_PAUSE_S:
            continue
        if missing & {before.index, before.index + 1}:
            continue
        if is_usual(report, pause, before, profile):
            continue
        yield Finding(
            FindingCode.PAUSE_UNEXPECTED,
            min(0.7, 0.2 + 0.5 * pause.duration_s),
            pause.start_s,
            pause.end_s,
            word_index=before.index,
            details={"word": before.text, "pause_s": round(pause.duration_s, 2)},
        )


def is_usual(
    report: UtteranceReport,
    pause: Span,
    before: WordResult,
    profile: NativeProfile | None,
) -> bool:
    """Whether natives pause after a word or, without natives, a pause is plausible."""
    if profile and profile.pause_share[before.index] > USUAL_PAUSE_SHARE:
        return True
    if profile and not is_expected(profile):
        return False
    if ends_clause(report, before):
        return True
    return before.text.lower() not in LEANING_WORDS and pause.duration_s < LONG_BREATH_S


def breaks(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report words run together across a break that natives make, or a full stop."""
    compared = None if is_expected(profile) else report.comparison
    shares = compared.native_pause_share if compared else ()
    for word, following in itertools.pairwise(report.words):
        if following.start_s - word.end_s > JOINED_S or not word.heard:
            continue
        details: dict[str, object] = {"word": word.text, "next_word": following.text}
        if shares:
            severity = 0.5 * shares[word.index]
            details["native_share"] = round(shares[word.index], 2)
            missing = shares[word.index] >= NATIVES_BREAK
        else:
            severity, missing = 0.35, ends_sentence(report, word)
        if missing:
            yield Finding(
                FindingCode.BREAK_MISSING,
                severity,
                word.start_s,
                following.end_s,
                word_index=word.index,
                details=details,
            )


def ends_clause(report: UtteranceReport, word: WordResult) -> bool:
    """Whether punctuation follows a word, so that a pause is natural there."""
    return mark_after(report, word) in set(",.;:!?…—–-")


def ends_sentence(report: UtteranceReport, word: WordResult) -> bool:
    """Whether a mark follows at which everyone stops."""
    return mark_after(report, word) in set(".;:!?…—")


def mark_after(report: UtteranceReport, word: WordResult) -> str:
    """Return the punctuation mark after a word in the phrase as written.

    Empty after an abbreviation, whose full stop belongs to it.
    """
    marks = marks_after(report.text)
    return marks[word.index] if word.index < len(marks) else ""


def syllables(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Report the syllable whose length is furthest from the natives'."""
    if report.comparison is None:
        return
    outside = [
        s
        for s in report.comparison.syllables
        if s.duration and s.duration.position is not BandPosition.INSIDE
    ]
    if outside:
        worst = max(outside, key=lambda syllable: excess(syllable.duration, profile))
        yield length_finding(report, worst, profile)


def length_finding(
    report: UtteranceReport,
    compared: SyllableComparison,
    profile: NativeProfile | None,
) -> Finding:
    """Build the finding: which syllable is too short or too long, and by how much."""
    word = word_of(report, compared.word_index)
    syllable = word.syllables[compared.syllable_index]
    short = compared.duration.position is BandPosition.BELOW
    code = FindingCode.SYLLABLE_TOO_SHORT if short else FindingCode.SYLLABLE_TOO_LONG
    return Finding(
        code,
        min(0.6, 0.14 + 0.2 * excess(compared.duration, profile)),  # the worst of many
        syllable.start_s,
        syllable.end_s,
        word_index=word.index,
        syllable_index=compared.syllable_index,
        details={"word": word.text, "syllable": syllable.text}
        | sizes(compared.duration),
    )
