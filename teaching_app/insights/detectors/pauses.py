"""Pauses inside word groups, and missing breaks between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Pattern, Tally, detector, evidence_of, tally_findings


@detector
def pauses_inside(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Learners who pause inside word groups, and the word they pause after most."""
    code = "pause_unexpected"
    tally = tally_findings(takes, [code], had=lambda take: len(take.syllables) > 2)
    after = Counter(
        finding.get("word", "")
        for take in takes
        for finding in take.findings
        if finding["code"] == code
    )
    words = ", ".join(f"“{word}”" for word, _n in after.most_common(3) if word)
    if pattern := tally.pattern("pauses_inside", weight=0.75, words=words):
        yield pattern


@detector
def breaks_missing(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Phrases in which somebody makes a break, and those who run on."""
    with_break = {
        take.phrase
        for take in takes
        if any(finding["code"] == "break_missing" for finding in take.findings)
    }
    tally = Tally()
    for take in takes:
        if take.phrase in with_break:
            found = [f for f in take.findings if f["code"] == "break_missing"]
            tally.note(take, evidence_of(take, found[0]) if found else None)
    if pattern := tally.pattern("breaks_missing", weight=0.5):
        yield pattern
