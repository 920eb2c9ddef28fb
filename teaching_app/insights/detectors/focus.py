"""Phrases whose main stress is on the wrong word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take
from teaching_app.practice.feedback.catalogue import FINDINGS, Skill

from .base import Pattern, detector, tally_findings

CODES = [code.value for code, line in FINDINGS.items() if line.skill is Skill.FOCUS]


@detector
def focus(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Find learners whose main stress is on the wrong word in half of their phrases."""
    tally = tally_findings(takes, CODES, had=lambda take: len(take.syllables) > 2)
    if pattern := tally.pattern("focus", weight=0.8):
        yield pattern
