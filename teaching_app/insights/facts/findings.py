"""Findings of a take to work on, and the outcome of each skill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import emotion_engine as engine
from teaching_app.practice.feedback.catalogue import FINDINGS, Outcome, Skill

from .word_classes import plain

KEPT_DETAILS = frozenset(
    {
        "syllable",
        "expected_sound",
        "heard_sound",
        "next_word",
        "expected_word",
        "expected_text",
        "heard_text",
    }
)


def findings(report: engine.UtteranceReport) -> Iterator[dict[str, Any]]:
    """Return each as ``{"code", "i", "word", "s", "at", …}``, in the report's order.

    ``i`` and ``s`` are the indices of word and syllable, where it has them; ``at`` is
    its start, in seconds. Findings about the recording or the style are
    left out, and so is what was only asked.
    """
    for finding in report.told:
        line = FINDINGS[finding.code]
        if line.counts_as is not Outcome.FAILURE or line.skill is Skill.STYLE:
            continue
        kept = {
            "code": finding.code.value,
            "i": finding.word_index,
            "s": finding.syllable_index,
            "at": _stretch(finding),
            "word": plain(str(finding.details.get("word", ""))),
        }
        details = {
            n: value for n, value in finding.details.items() if n in KEPT_DETAILS
        }
        yield {
            name: value for name, value in kept.items() if value not in (None, "")
        } | (details)


def _stretch(finding: engine.Finding) -> list[float] | None:
    if finding.start_s is None or finding.end_s is None:
        return None
    return [round(finding.start_s, 2), round(finding.end_s, 2)]


def skill_outcomes(report: engine.UtteranceReport) -> dict[str, bool]:
    """Map each skill to whether it had no finding, by practice's table of findings."""
    failed = {
        FINDINGS[finding.code].skill
        for finding in report.told
        if FINDINGS[finding.code].counts_as is Outcome.FAILURE
    }
    return {s.value: s not in failed for s in Skill if s is not Skill.STYLE}
