"""Pauses inside word groups, and missing breaks between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Pattern, detector, pattern_in_words, tally_phrases


@detector
def pauses_inside(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Learners who pause inside word groups, and the word they pause after most."""
    if pattern := pattern_in_words(
        takes, "pause_unexpected", "pauses_inside", weight=0.75
    ):
        yield pattern


@detector
def breaks_missing(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Phrases in which somebody makes a break, and those who run on."""
    tally = tally_phrases(takes, lambda finding: finding["code"] == "break_missing")
    if pattern := tally.pattern("breaks_missing", weight=0.5):
        yield pattern
