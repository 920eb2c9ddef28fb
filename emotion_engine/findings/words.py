"""Words that are missing, or were added."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emotion_engine.alignment.inflections import inflection_of
from emotion_engine.alignment.letters import fold
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    Finding,
    FindingCode,
    UtteranceReport,
)

ENDING, MOST_ENDINGS = 0.65, 2
AGAIN, BEGUN_AGAIN = 0.4, 0.35


def words(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report words that were left out, or added.

    What was heard in the place of a missing word is the same fault, and is not named.
    """
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
    if len(extra) > len(missing):
        yield Finding(
            FindingCode.WORDS_EXTRA,
            BEGUN_AGAIN
            if is_begun_again(report)
            else min(0.8, 0.45 + 0.1 * len(extra)),
            None,
            None,
            details={"words": list(extra)},
        )


def is_begun_again(report: UtteranceReport) -> bool:
    """Whether all that was added is the beginning of the phrase, after its end.

    The phrase itself was said; the recording only went on. The last word may have been
    cut off, and stand as another or beside the clear ones.
    """
    if report.phrase_check is None:
        return False
    extra = list(report.phrase_check.extra)
    phrase = [fold(word.text).lower() for word in report.words]
    after = re.findall(r"[\w'-]+", fold(report.phrase_check.heard).lower())[
        len(phrase) :
    ]
    n_whole = max(1, len(extra) - 1)
    return (
        extra[:n_whole] == phrase[:n_whole]
        and after[: len(extra)] == extra
        and len(after) <= len(extra) + 1
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
