"""Shared by all rules: distance from a band, severity, and how sizes are reported."""

from __future__ import annotations

from emotion_engine.profiles.store import Evidence, NativeProfile
from emotion_engine.results import BandMeasure, UtteranceReport, WordResult

# Widths of the band that a value has to lie further out. Without, one native in six was
# told something of the band of a hundred others, as with 0.5 of what was only expected
# (docs/experiments/told.md).
FURTHER_OUT = {Evidence.NATIVE: 0.25, Evidence.COMBINED: 0.5, Evidence.EXPECTED: 1.5}

# Among the details of a finding: no native is known to have said the phrase.
EXPECTED = {"evidence": Evidence.EXPECTED.value}


def is_expected(profile: NativeProfile | None) -> bool:
    """Whether no native of the phrase is known, only what natives do in others."""
    return profile is not None and profile.evidence is Evidence.EXPECTED


def is_measured(profile: NativeProfile | None) -> bool:
    """Whether many natives said the phrase: their band needs no expectation."""
    return profile is not None and profile.evidence is Evidence.NATIVE


def has_natives(report: UtteranceReport, profile: NativeProfile | None) -> bool:
    """Whether the take was compared with natives of its phrase."""
    return report.comparison is not None and not is_expected(profile)


def excess(
    measure: BandMeasure, profile: NativeProfile | None, *, at_least: float = 0.0
) -> float:
    """Distance of a value from the band, in widths of the band; 0 inside.

    The less is known of natives saying this phrase, the less of it counts; ``at_least``
    so many widths never do.
    """
    width = max(measure.high - measure.low, 1e-6)
    outside = max(measure.low - measure.value, measure.value - measure.high, 0.0)
    evidence = profile.evidence if profile else Evidence.NATIVE
    return max(0.0, outside / width - max(FURTHER_OUT[evidence], at_least))


def outlying(
    measure: BandMeasure, profile: NativeProfile | None, *, at_least: float = 0.0
) -> float:
    """Severity of a value outside the band: 0.3 at a fifth of its width, 0.5 at 0.6.

    One native in ten lies above the band and one below; at a fifth of its width further
    out it is one in thirty, at 0.6 one in four hundred for a normal distribution.
    """
    return 0.2 + 0.5 * excess(measure, profile, at_least=at_least)


def sizes(measure: BandMeasure) -> dict[str, object]:
    """Return value and band as the sentence needs them."""
    return {
        "value": round(measure.value, 2),
        "low": round(measure.low, 2),
        "high": round(measure.high, 2),
        "unit": measure.unit,
    }


def word_of(report: UtteranceReport, index: int) -> WordResult:
    """Return the word of the phrase with an index."""
    return next(word for word in report.words if word.index == index)
