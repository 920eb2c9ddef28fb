"""Words in which no syllable stands out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Evidence, Pattern, Tally, detector


@detector
def stress_unclear(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Learners most of whose polysyllabic words have no clear stress."""
    tally = Tally()
    for take in takes:
        for word in take.words:
            level = word["state"] == "unclear" and not word.get("asked")
            at = tuple(word["at"])
            tally.note(take, Evidence(take, word["i"], at) if level else None)
    if pattern := tally.pattern("stress_unclear", weight=0.7):
        yield pattern
