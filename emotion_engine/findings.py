"""What a learner could work on, most important first: codes, places and sizes.

Severity runs from 0 to 1 on one scale for all codes: 0.8 and more hinders
understanding (a word is missing, the stress sits elsewhere), 0.5 to 0.8 is clearly
heard, 0.3 to 0.5 a refinement; below 0.3 nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from .profiles.store import NativeProfile
from .results import (
    BandMeasure,
    BandPosition,
    Finding,
    FindingCode,
    StressState,
    SyllableComparison,
    UtteranceReport,
    WordResult,
)

WORTH_TELLING = 0.3
NARROW_BANDWIDTH_HZ = 4250.0
NOISY_SNR_DB = 12.0
LONG_PAUSE_S = 0.25
USUAL_PAUSE_SHARE = 0.2
MELODY_INSIDE_AT_LEAST = 0.55
MAIN_ACCENT_SHARE = 0.5
LOW_MATCH = 0.1

MEASURE_CODES = {
    ("pitch_range_st", BandPosition.BELOW): FindingCode.MELODY_TOO_FLAT,
    ("pitch_range_st", BandPosition.ABOVE): FindingCode.MELODY_TOO_WIDE,
    ("rate_syllables_per_s", BandPosition.ABOVE): FindingCode.TOO_FAST,
    ("rate_syllables_per_s", BandPosition.BELOW): FindingCode.TOO_SLOW,
}
MEASURE_WEIGHT = {
    FindingCode.MELODY_TOO_FLAT: 0.6,
    FindingCode.MELODY_TOO_WIDE: 0.4,
    FindingCode.TOO_FAST: 0.5,
    FindingCode.TOO_SLOW: 0.5,
    FindingCode.FINAL_FALL_MISSING: 0.55,
    FindingCode.FINAL_RISE_MISSING: 0.55,
}


def find(report: UtteranceReport, profile: NativeProfile | None) -> tuple[Finding, ...]:
    """Name what matters in a take, the most important first.

    Parameters
    ----------
    report : UtteranceReport
        With words, and comparison and expression where there are any.
    profile : NativeProfile or None
        The natives it was compared with.
    """
    found = [
        finding
        for rule in (words, stress, melody, measures, pauses, syllables, style, sound)
        for finding in rule(report, profile)
        if finding.severity >= WORTH_TELLING
    ]
    found.sort(key=lambda finding: (-finding.severity, finding.start_s or 0.0))
    return tuple(found) or (Finding(FindingCode.WELL_DONE, 0.0, None, None),)


def words(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Words that were left out, or added."""
    missing = [word for word in report.words if not word.heard]
    if missing:
        yield Finding(
            FindingCode.WORDS_MISSING,
            min(1.0, 0.85 + 0.05 * len(missing)),
            missing[0].start_s,
            missing[-1].end_s,
            word_index=missing[0].index,
            details={"words": [word.text for word in missing]},
        )
    extra = report.phrase_check.extra if report.phrase_check else ()
    if extra:
        yield Finding(
            FindingCode.WORDS_EXTRA,
            min(0.8, 0.45 + 0.1 * len(extra)),
            None,
            None,
            details={"words": list(extra)},
        )


def stress(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Words whose stress was heard on another syllable, or not clearly."""
    for word in report.words:
        if not word.heard or natives_vary(word, report):
            continue
        if word.stress_state is StressState.ELSEWHERE:
            yield _stress_finding(word, FindingCode.STRESS_ELSEWHERE, 0.7, 0.2)
        elif word.stress_state is StressState.UNCLEAR:
            yield _stress_finding(word, FindingCode.STRESS_UNCLEAR, 0.3, 0.1)


def natives_vary(word: WordResult, report: UtteranceReport) -> bool:
    """Whether natives themselves do not stress the dictionary's syllable here."""
    if report.comparison is None:
        return False
    return any(
        syllable.word_index == word.index
        and syllable.syllable_index == word.expected_syllable
        and syllable.native_stressed_share < MAIN_ACCENT_SHARE
        for syllable in report.comparison.syllables
    )


def _stress_finding(
    word: WordResult, code: FindingCode, least: float, more: float
) -> Finding:
    expected = word.syllables[word.expected_syllable]
    heard = word.syllables[word.stressed_syllable]
    gap = (heard.prominence or 0.0) - (expected.prominence or 0.0)
    return Finding(
        code,
        least + more * min(1.0, gap),
        word.start_s,
        word.end_s,
        word_index=word.index,
        syllable_index=word.expected_syllable,
        details={
            "word": word.text,
            "expected_syllable": word.expected_syllable,
            "expected_text": expected.text,
            "heard_syllable": word.stressed_syllable,
            "heard_text": heard.text,
        },
    )


def melody(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Where the melody leaves the natives' band for most of its way."""
    compared = report.comparison
    if compared is None or compared.melody_inside_share is None:
        return
    share = compared.melody_inside_share
    if share >= MELODY_INSIDE_AT_LEAST:
        return
    worst = min(
        (s for s in compared.syllables if s.melody_inside_share is not None),
        key=lambda syllable: syllable.melody_inside_share,
    )
    word = _word(report, worst.word_index)
    yield Finding(
        FindingCode.MELODY_OUTSIDE_BAND,
        0.4 + 0.5 * (MELODY_INSIDE_AT_LEAST - share),
        word.start_s,
        word.end_s,
        word_index=word.index,
        syllable_index=worst.syllable_index,
        details={"word": word.text, "inside_share": round(share, 2)},
    )


def measures(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Melody, rate and final movement of the take as a whole."""
    if report.comparison is None:
        return
    for measure in report.comparison.measures:
        code = MEASURE_CODES.get((measure.name, measure.position))
        if measure.name == "final_movement_st":
            code = final_movement_code(measure)
        if code is None:
            continue
        last = report.words[-1]
        at_end = measure.name == "final_movement_st"
        yield Finding(
            code,
            min(0.75, MEASURE_WEIGHT[code] * (0.7 + 0.5 * excess(measure))),
            last.start_s if at_end else report.words[0].start_s,
            last.end_s,
            word_index=last.index if at_end else None,
            details=_sizes(measure) | ({"word": last.text} if at_end else {}),
        )


def final_movement_code(measure: BandMeasure) -> FindingCode | None:
    """Say whether natives fall where the take does not, or rise."""
    if measure.position is BandPosition.ABOVE and measure.median < 0:
        return FindingCode.FINAL_FALL_MISSING
    if measure.position is BandPosition.BELOW and measure.median > 0:
        return FindingCode.FINAL_RISE_MISSING
    return None


def pauses(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Silences where natives do not pause."""
    for pause in report.pauses:
        before = max(
            (w for w in report.words if w.end_s <= pause.start_s + 0.05),
            key=lambda word: word.end_s,
            default=None,
        )
        if before is None or pause.duration_s < LONG_PAUSE_S:
            continue
        usual = profile.pause_share[before.index] if profile else 0.0
        if usual > USUAL_PAUSE_SHARE or (
            profile is None and ends_clause(report, before)
        ):
            continue
        yield Finding(
            FindingCode.PAUSE_UNEXPECTED,
            min(0.7, 0.3 + 0.4 * pause.duration_s),
            pause.start_s,
            pause.end_s,
            word_index=before.index,
            details={"word": before.text, "pause_s": round(pause.duration_s, 2)},
        )


def ends_clause(report: UtteranceReport, word: WordResult) -> bool:
    """Whether punctuation follows a word, so that a pause there is natural."""
    rest = report.text
    for earlier in report.words[: word.index + 1]:
        rest = rest[rest.lower().find(earlier.text.lower()) + len(earlier.text) :]
    return rest[:1] in set(",.;:!?—–-")


def syllables(
    report: UtteranceReport, profile: NativeProfile | None
) -> Iterator[Finding]:
    """Name the one syllable whose length is furthest from the natives'."""
    if report.comparison is None:
        return
    outside = [
        s
        for s in report.comparison.syllables
        if s.duration and s.duration.position is not BandPosition.INSIDE
    ]
    if outside:
        worst = max(outside, key=lambda syllable: excess(syllable.duration))
        yield _length_finding(report, worst)


def _length_finding(report: UtteranceReport, compared: SyllableComparison) -> Finding:
    word = _word(report, compared.word_index)
    syllable = word.syllables[compared.syllable_index]
    short = compared.duration.position is BandPosition.BELOW
    code = FindingCode.SYLLABLE_TOO_SHORT if short else FindingCode.SYLLABLE_TOO_LONG
    return Finding(
        code,
        min(0.6, 0.25 + 0.15 * excess(compared.duration)),
        syllable.start_s,
        syllable.end_s,
        word_index=word.index,
        syllable_index=compared.syllable_index,
        details={"word": word.text, "syllable": syllable.text}
        | _sizes(compared.duration),
    )


def style(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """How near the delivery came to natives performing the chosen style."""
    heard = report.expression
    if heard is None or heard.target is None:
        return
    if not heard.clear:
        yield Finding(
            FindingCode.STYLE_NOT_CLEAR,
            0.35,
            None,
            None,
            details={"style": heard.target},
        )
    elif heard.sounds_like != heard.target and (heard.match or 0.0) < LOW_MATCH:
        yield Finding(
            FindingCode.STYLE_FAR_FROM_TARGET,
            0.5,
            None,
            None,
            details={"style": heard.target, "sounds_like": heard.sounds_like},
        )


def sound(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Properties of the recording that limit what can be heard."""
    quality = report.quality
    if quality is None:
        return
    if quality.bandwidth_hz is not None and quality.bandwidth_hz < NARROW_BANDWIDTH_HZ:
        yield Finding(
            FindingCode.NARROW_BANDWIDTH,
            0.35,
            None,
            None,
            details={"bandwidth_hz": round(quality.bandwidth_hz)},
        )
    if quality.snr_db is not None and quality.snr_db < NOISY_SNR_DB:
        yield Finding(
            FindingCode.NOISY_TAKE,
            0.4,
            None,
            None,
            details={"snr_db": round(quality.snr_db, 1)},
        )


def excess(measure: BandMeasure) -> float:
    """How far outside the band a value lies, in widths of the band."""
    width = max(measure.high - measure.low, 1e-6)
    return max(measure.low - measure.value, measure.value - measure.high, 0.0) / width


def _sizes(measure: BandMeasure) -> dict[str, object]:
    return {
        "value": round(measure.value, 2),
        "low": round(measure.low, 2),
        "high": round(measure.high, 2),
        "unit": measure.unit,
    }


def _word(report: UtteranceReport, index: int) -> WordResult:
    return next(word for word in report.words if word.index == index)
