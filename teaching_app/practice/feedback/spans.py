"""The syllables in a stretch of the take, so that the natives' can be played alone."""

from __future__ import annotations

from dataclasses import dataclass

import emotion_engine as engine


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of the take, and the same syllables by name ("word.syllable")."""

    start_s: float
    end_s: float
    first: str
    last: str


def slice_of(report: engine.UtteranceReport, finding: engine.Finding) -> Slice | None:
    """Where a finding can be heard; the whole phrase if it has no place."""
    syllables = _syllables(report)
    start_s, end_s = finding.start_s, finding.end_s
    if not syllables:
        return None
    if start_s is None or end_s is None:
        start_s, end_s = syllables[0][1], syllables[-1][2]
    inside = [
        name for name, start, end in syllables if start_s <= (start + end) / 2 <= end_s
    ]
    if not inside:
        inside = [min(syllables, key=lambda s: abs(s[1] - start_s))[0]]
    return Slice(start_s, end_s, inside[0], inside[-1])


def _syllables(report: engine.UtteranceReport) -> list[tuple[str, float, float]]:
    return [
        (f"{word.index}.{i}", syllable.start_s, syllable.end_s)
        for word in report.words
        for i, syllable in enumerate(word.syllables)
    ]
