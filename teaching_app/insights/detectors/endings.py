"""Phrase endings: questions that do not rise, statements that do not fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Pattern, detector, tally_findings


@detector
def flat_questions(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Phrases that natives end with a rise, as questions, said level or falling."""
    rising = tally_findings(
        takes, ["final_rise_missing"], had=lambda take: take.natives_end == "rise"
    )
    if pattern := rising.pattern("flat_questions", weight=0.9):
        yield pattern


@detector
def open_endings(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Phrases that natives end with a fall, said level or rising."""
    falling = tally_findings(
        takes, ["final_fall_missing"], had=lambda take: take.natives_end == "fall"
    )
    if pattern := falling.pattern("open_endings", weight=0.8):
        yield pattern
