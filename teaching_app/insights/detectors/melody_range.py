"""Melodies flatter than natives'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Pattern, detector, tally_findings


@detector
def flat_melody(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Takes whose melody was flat, among those where it could be compared."""
    tally = tally_findings(
        takes, ["melody_too_flat"], had=lambda take: take.melody_range_st is not None
    )
    if pattern := tally.pattern("flat_melody", weight=0.85):
        yield pattern
