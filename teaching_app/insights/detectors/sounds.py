"""One sound that many replace by the same other one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from teaching_app.insights.facts.take import Take

from .base import Pattern, Tally, detector, tally_phrases

CODE = "sound_different"


@detector
def sounds(takes: Sequence[Take]) -> Iterator[Pattern]:
    """For each pair of sounds, learners who confuse them where others do as well."""
    words: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for take in takes:
        for finding in filter(_is_sound, take.findings):
            words[_pair(finding)].add(finding.get("word", ""))
    for pair, hard in words.items():
        expected, heard = pair
        pattern = _tally(takes, pair).pattern(
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
    return tally_phrases(takes, lambda found: _is_sound(found) and _pair(found) == pair)


def _is_sound(finding: Mapping[str, Any]) -> bool:
    return finding["code"] == CODE


def _pair(finding: Mapping[str, Any]) -> tuple[str, str]:
    return finding.get("expected_sound", ""), finding.get("heard_sound", "")
