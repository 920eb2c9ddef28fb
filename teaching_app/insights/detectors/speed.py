"""Phrases that are slower or faster than natives'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Pattern, detector, tally_findings

CODES = {"too_slow": 0.55, "too_fast": 0.6}


@detector
def speed(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Takes outside the natives' speed, slow and fast separately."""
    for code, weight in CODES.items():
        tally = tally_findings(
            takes, [code], had=lambda take: take.rate_syllables_per_s is not None
        )
        if pattern := tally.pattern(code, weight=weight):
            yield pattern
