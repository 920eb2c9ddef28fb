"""Words that are missing, or were added."""

from __future__ import annotations

from collections.abc import Iterator

from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    Finding,
    FindingCode,
    UtteranceReport,
)


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
