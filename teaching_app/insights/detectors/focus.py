"""Phrases whose main stress is on the wrong word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Pattern, detector, tally_findings

CODES = ("focus_on_other_word", "nucleus_on_other_word", "accent_on_other_word")


@detector
def focus(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Find learners whose main stress is on the wrong word in half of their phrases."""
    tally = tally_findings(takes, CODES, had=lambda take: len(take.syllables) > 2)
    if pattern := tally.pattern("focus", weight=0.8):
        yield pattern
