"""Melody, rate and final movement, compared with the natives'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from emotion_engine.delivery.melody import climb_of_statement, is_whispered
from emotion_engine.profiles.measures import pitch_range_st
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    BandMeasure,
    BandPosition,
    Finding,
    FindingCode,
    MelodyPoint,
    UtteranceReport,
)

from .sizes import (
    EXPECTED,
    has_natives,
    is_expected,
    is_measured,
    outlying,
    sizes,
    word_of,
)

MELODY_INSIDE_AT_LEAST, EXPECTED_INSIDE_AT_LEAST = 0.55, 0.25
# Correlation of a melody with the one expected: of 195 natives' statements on which nothing
# was chosen 4 % are less like it, and 83 % with the melody upside down.
OPPOSITE, LEAST_POINTS = -0.2, 20
# Of 170 plain takes by natives in any phrase the flattest moved over 2.2 semitones;
# their 10th and 90th percentile (docs/experiments/told.md).
FLAT_ST, USUAL_RANGE_ST = 1.8, (4.3, 15.3)
UPSIDE_DOWN_ST = 3.5
MEASURE_CODES = {
    ("pitch_range_st", BandPosition.BELOW): FindingCode.MELODY_TOO_FLAT,
    ("pitch_range_st", BandPosition.ABOVE): FindingCode.MELODY_TOO_WIDE,
    ("rate_syllables_per_s", BandPosition.ABOVE): FindingCode.TOO_FAST,
    ("rate_syllables_per_s", BandPosition.BELOW): FindingCode.TOO_SLOW,
}
# Relative to a voice that is too flat, the most audible fault.
MEASURE_WEIGHT = {
    FindingCode.MELODY_TOO_FLAT: 1.0,
    FindingCode.MELODY_TOO_WIDE: 0.8,
    FindingCode.TOO_FAST: 0.9,
    FindingCode.TOO_SLOW: 0.9,
    FindingCode.FINAL_FALL_MISSING: 0.95,
    FindingCode.FINAL_RISE_MISSING: 0.95,
}


# Widths of the band that do not count: a few natives are far livelier than all others, or
# end a statement high (two takes in thirty of CREMA-D).
RARE_IN_NATIVES = {
    FindingCode.MELODY_TOO_WIDE: 0.5,
    FindingCode.FINAL_FALL_MISSING: 0.5,
}


def without_voice(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Report that there is no melody to be judged, as in a whisper."""
    if is_whispered(report.words):
        yield Finding(FindingCode.MELODY_NOT_HEARD, 0.4, None, None)


def melody(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report a melody that is outside the natives' band for most of its course.

    Where a statement's is expected, or of few natives, one that goes the other way is
    reported, too: such bands are wide enough to hold a melody and its mirror image.
    """
    compared = report.comparison
    if compared is None or compared.melody_inside_share is None:
        return
    if is_whispered(report.words):
        return
    share = compared.melody_inside_share
    least = EXPECTED_INSIDE_AT_LEAST if is_expected(profile) else MELODY_INSIDE_AT_LEAST
    further = max(least - share, opposed(report, profile))
    if further <= 0:
        return
    worst = min(
        (s for s in compared.syllables if s.melody_inside_share is not None),
        key=lambda syllable: syllable.melody_inside_share,
    )
    word = word_of(report, worst.word_index)
    yield Finding(
        FindingCode.MELODY_OUTSIDE_BAND,
        0.4 + 0.5 * further,
        word.start_s,
        word.end_s,
        word_index=word.index,
        syllable_index=worst.syllable_index,
        details={"word": word.text, "inside_share": round(share, 2)}
        | (EXPECTED if is_expected(profile) else {}),
    )


def opposed(report: UtteranceReport, profile: NativeProfile | None) -> float:
    """Return how much less than allowed a melody is like the one expected.

    0 or less where it is like it, where the band is many natives' own, or where natives
    are heard going either way: in questions, and before a pause that is not the end.
    """
    if report.comparison is None or profile is None or is_measured(profile):
        return 0.0
    if "?" in report.text or report.text.endswith("…"):
        return 0.0
    return OPPOSITE - likeness(report.comparison.melody)


def likeness(points: Sequence[MelodyPoint]) -> float:
    """Return the correlation of a melody with the natives' medians; 1 of few points."""
    known = [
        (point.f0_st, point.median_st)
        for point in points
        if point.f0_st is not None and point.median_st is not None
    ]
    if len(known) < LEAST_POINTS:
        return 1.0
    said, expected = np.array(known).T
    spread = float(np.std(said) * np.std(expected))
    covariance = float(np.mean((said - said.mean()) * (expected - expected.mean())))
    return covariance / spread if spread else 1.0


def flatness(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Report a melody flatter than natives' in any phrase.

    Bands of ranges reach so far up that no voice is far enough below them; whoever is
    within one, as where natives sound sad, is not flat.
    """
    if report.melody is None or not report.words or is_whispered(report.words):
        return
    if report.comparison and is_usual_range(report):
        return
    range_st = pitch_range_st(report.melody)
    if range_st < FLAT_ST:  # false where too little is voiced to tell
        low, high = USUAL_RANGE_ST
        yield Finding(
            FindingCode.MELODY_TOO_FLAT,
            min(0.75, 0.4 + 0.3 * (FLAT_ST - range_st)),
            report.words[0].start_s,
            report.words[-1].end_s,
            details={
                "value": round(range_st, 2),
                "low": low,
                "high": high,
                "unit": "st",
            },
        )


def is_usual_range(report: UtteranceReport) -> bool:
    """Whether the melody is as wide as the natives' it was compared with."""
    return report.comparison is not None and any(
        measure.name == "pitch_range_st" and measure.position is not BandPosition.BELOW
        for measure in report.comparison.measures
    )


def upside_down(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Report a statement whose melody climbs, where no native said this phrase.

    Beside what is expected of it, only if it goes against that: natives climb as well.
    """
    if has_natives(report, profile) or report.melody is None:
        return
    if is_expected(profile) and opposed(report, profile) <= 0:
        return
    if is_whispered(report.words):
        return
    climb = climb_of_statement(report.melody, report.words, report.text)
    if climb >= UPSIDE_DOWN_ST:
        yield Finding(
            FindingCode.MELODY_UPSIDE_DOWN,
            min(0.7, 0.45 + 0.1 * (climb - UPSIDE_DOWN_ST)),
            report.words[0].start_s,
            report.words[-1].end_s,
            details={"value": round(climb, 1), "unit": "st"},
        )


def measures(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Report melody, rate and final movement of the take as a whole."""
    if report.comparison is None:
        return
    is_flat = any(flatness(report, profile))
    for measure in report.comparison.measures:
        code = MEASURE_CODES.get((measure.name, measure.position))
        if measure.name == "final_movement_st":
            code = final_movement_code(measure)
        if code is None or (measure.unit == "st" and is_whispered(report.words)):
            continue
        if code is FindingCode.MELODY_TOO_FLAT and is_flat:
            continue
        size = outlying(measure, profile, at_least=RARE_IN_NATIVES.get(code, 0.0))
        last = report.words[-1]
        at_end = measure.name == "final_movement_st"
        yield Finding(
            code,
            min(0.75, MEASURE_WEIGHT[code] * size),
            last.start_s if at_end else report.words[0].start_s,
            last.end_s,
            word_index=last.index if at_end else None,
            details=sizes(measure) | ({"word": last.text} if at_end else {}),
        )


def final_movement_code(measure: BandMeasure) -> FindingCode | None:
    """Decide whether natives fall, or rise, where the take does not."""
    if measure.position is BandPosition.ABOVE and measure.median < 0:
        return FindingCode.FINAL_FALL_MISSING
    if measure.position is BandPosition.BELOW and measure.median > 0:
        return FindingCode.FINAL_RISE_MISSING
    return None
