"""Which words of a take are off by its report: those that a rendition may correct."""

from __future__ import annotations

from emotion_engine.results import (
    FACTS,
    BandPosition,
    Remedy,
    SyllableComparison,
    UtteranceReport,
)

LEAST_INSIDE = 0.5  # share of a syllable's melody that must be inside the band


def wrong_words(report: UtteranceReport) -> tuple[int, ...]:
    """Return words with a finding on prosody, or with a syllable outside the band.

    A syllable is off if its length or level lies outside the natives' band, or less
    than half of its melody inside.
    """
    heard = {word.index for word in report.words if word.heard}
    named = set(words_mended_by(Remedy.WORD, report))
    compared = report.comparison.syllables if report.comparison else ()
    off = {syllable.word_index for syllable in compared if is_off(syllable)}
    return tuple(sorted((named | off) & heard))


def is_off(syllable: SyllableComparison) -> bool:
    """Whether a compared syllable is outside the natives' band."""
    measures = (syllable.duration, syllable.level)
    if any(m is not None and m.position is not BandPosition.INSIDE for m in measures):
        return True
    inside = syllable.melody_inside_share
    return inside is not None and inside < LEAST_INSIDE


def wrong_pauses(report: UtteranceReport) -> tuple[int, ...]:
    """Return the words after which a pause was found to be unexpected."""
    return words_mended_by(Remedy.PAUSE, report)


def words_mended_by(remedy: Remedy, report: UtteranceReport) -> tuple[int, ...]:
    """Return the words of the findings with a given remedy."""
    return tuple(
        finding.word_index
        for finding in report.told
        if FACTS[finding.code].remedy is remedy and finding.word_index is not None
    )
