"""What a learner could work on, most important first: codes, places and sizes.

Severity runs from 0 to 1 on one scale for all codes: from 0.8 on, it hinders
understanding (a word is missing, the stress is clearly elsewhere); from 0.5 it is
clearly audible, from 0.3 a refinement; below 0.3 nothing is reported. Within a code
it grows with the size of the fault: the gap in prominence, or how many widths of the
natives' band a value lies outside it.
"""

from __future__ import annotations

from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import Finding, FindingCode, UtteranceReport
from emotion_engine.stress.vowels import VowelNorms

from .accents import accents
from .circumstances import sound, style, words_and_voice
from .melody import flatness, measures, melody, upside_down, without_voice
from .questions import rise
from .sounds import sounds
from .stress import stress
from .timing import breaks, pauses, syllables
from .vowels import not_reduced, too_high
from .words import endings, repeated, words

SEVERITY_THRESHOLD = 0.3
RULES = (
    words,
    endings,
    sounds,
    stress,
    accents,
    without_voice,
    melody,
    flatness,
    upside_down,
    rise,
    measures,
    pauses,
    breaks,
    syllables,
    too_high,
    style,
    words_and_voice,
    repeated,
    sound,
)


def find(
    report: UtteranceReport, profile: NativeProfile | None, norms: VowelNorms
) -> tuple[Finding, ...]:
    """Find what a learner could work on in a take, the most important first.

    What is only asked comes last, and beside praise where nothing is told.

    Parameters
    ----------
    report : UtteranceReport
        With words, and comparison and expression where there are any.
    profile : NativeProfile or None
        The natives it was compared with.
    norms : VowelNorms
        What natives' vowels are like in any phrase.
    """
    named = [*(rule(report, profile) for rule in RULES), not_reduced(report, norms)]
    found = [
        finding
        for findings in named
        for finding in findings
        if finding.severity >= SEVERITY_THRESHOLD
    ]
    found.sort(key=lambda finding: (-finding.severity, finding.start_s or 0.0))
    told = [finding for finding in found if not finding.is_asked]
    asked = [finding for finding in found if finding.is_asked]
    return (*(told or [Finding(FindingCode.WELL_DONE, 0.0, None, None)]), *asked)
