"""Which words of a take are off, by its report: those that a rendition may mend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emotion_engine.results import BandPosition, FindingCode

LEAST_INSIDE = 0.5  # of a syllable's melody, for it to count as the natives'
OF_PROSODY = frozenset(
    {
        FindingCode.STRESS_ELSEWHERE,
        FindingCode.STRESS_UNCLEAR,
        FindingCode.ACCENT_ON_OTHER_WORD,
        FindingCode.SYLLABLE_TOO_SHORT,
        FindingCode.SYLLABLE_TOO_LONG,
        FindingCode.MELODY_OUTSIDE_BAND,
        FindingCode.FINAL_RISE_MISSING,
        FindingCode.FINAL_FALL_MISSING,
    }
)


def wrong_words(report: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the words named by a finding on prosody, or with a syllable off the band.

    A syllable is off where its length or its level lies outside the natives' band, or
    less than half of its melody inside.
    """
    heard = {word["index"] for word in report.get("words") or () if word["heard"]}
    named = {
        finding["word_index"]
        for finding in report.get("findings") or ()
        if finding["code"] in OF_PROSODY
    }
    compared = (report.get("comparison") or {}).get("syllables") or ()
    off = {syllable["word_index"] for syllable in compared if is_off(syllable)}
    return tuple(sorted((named | off) & heard))


def is_off(syllable: Mapping[str, Any]) -> bool:
    """Whether a compared syllable leaves the natives' band."""
    measures = (syllable[name] for name in ("duration", "level"))
    if any(m and m["position"] != BandPosition.INSIDE for m in measures):
        return True
    inside = syllable["melody_inside_share"]
    return inside is not None and inside < LEAST_INSIDE


def wrong_pauses(report: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the words after which a pause was found to be unexpected."""
    return tuple(
        finding["word_index"]
        for finding in report["findings"]
        if finding["code"] == FindingCode.PAUSE_UNEXPECTED
    )
