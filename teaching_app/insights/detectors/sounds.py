"""One sound that many replace by the same other one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from teaching_app.insights.facts.take import Take

from .base import Pattern, Tally, detector, evidence_of

CODE = "sound_different"


@detector
def sounds(takes: Sequence[Take]) -> Iterator[Pattern]:
    """For each pair of sounds, learners who confuse them where others do as well."""
    words: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for take in takes:
        for finding in _found(take):
            words[_pair(finding)].add(finding.get("word", ""))
    for pair, hard in words.items():
        tally = _tally(takes, pair)
        expected, heard = pair
        pattern = tally.pattern(
            "sound",
            kind=f"{expected}-{heard}",
            weight=0.7,
            expected_sound=expected,
            heard_sound=heard,
            words=", ".join(sorted(hard)[:3]),
        )
        if pattern:
            yield pattern


def _tally(takes: Sequence[Take], pair: tuple[str, str]) -> Tally:
    """An occasion is a phrase in which somebody confused the sound."""
    phrases = {
        take.phrase
        for take in takes
        if any(_pair(finding) == pair for finding in _found(take))
    }
    tally = Tally()
    for take in takes:
        if take.phrase in phrases:
            found = [finding for finding in _found(take) if _pair(finding) == pair]
            tally.note(take, evidence_of(take, found[0]) if found else None)
    return tally


def _found(take: Take) -> list[dict[str, Any]]:
    return [finding for finding in take.findings if finding["code"] == CODE]


def _pair(finding: dict[str, Any]) -> tuple[str, str]:
    return finding.get("expected_sound", ""), finding.get("heard_sound", "")
