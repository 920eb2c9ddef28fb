"""Weak vowels pronounced at full length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Pattern, detector, tally_findings


@detector
def weak_vowels(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Learners whose phrases have long, full unstressed vowels."""
    code = "vowel_not_reduced"
    tally = tally_findings(takes, [code], had=lambda take: len(take.syllables) > 2)
    full = Counter(
        finding.get("word", "")
        for take in takes
        for finding in take.findings
        if finding["code"] == code
    )
    words = ", ".join(f"“{word}”" for word, _n in full.most_common(3) if word)
    if pattern := tally.pattern("weak_vowels", weight=0.8, words=words):
        yield pattern
