"""Measures of a whole take, the same for natives and for learners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from emotion_engine.results import Melody, Span, SyllableResult, WordResult

POINTS_PER_SYLLABLE = 6
EDGE_FRAMES = 5


class Measure(NamedTuple):
    """Unit of a measure, and the tolerance by which its band is widened."""

    unit: str
    tolerance: float


MEASURES = {
    "pitch_range_st": Measure("st", 0.7),
    "final_movement_st": Measure("st", 1.0),
    "rate_syllables_per_s": Measure("syllables/s", 0.3),
    "pause_s": Measure("s", 0.12),
    "loudness_contrast_db": Measure("dB", 0.7),
    "stressed_duration_ratio": Measure("", 0.15),
}
DURATION_TOLERANCE, F0_TOLERANCE_ST, LEVEL_TOLERANCE_DB = 0.15, 1.0, 2.0


def take_measures(
    words: Sequence[WordResult], melody: Melody, pauses: Sequence[Span]
) -> dict[str, float]:
    """Measure a take as a whole; measures that are undefined are left out."""
    measured = {
        "pitch_range_st": pitch_range_st(melody),
        "final_movement_st": final_movement_st(words[-1], melody),
        "rate_syllables_per_s": rate(words, pauses),
        "pause_s": float(sum(pause.duration_s for pause in pauses)),
        "loudness_contrast_db": loudness_contrast_db(words),
        "stressed_duration_ratio": stressed_duration_ratio(words),
    }
    return {name: value for name, value in measured.items() if np.isfinite(value)}


def contour(melody: Melody) -> np.ndarray:
    """F0 in semitones by frame; NaN where unvoiced."""
    return np.array([np.nan if v is None else v for v in melody.f0_st], dtype=float)


def pitch_range_st(melody: Melody) -> float:
    """Range from the 5th to the 95th percentile of the voiced frames."""
    voiced = contour(melody)
    voiced = voiced[np.isfinite(voiced)]
    if len(voiced) < 2 * EDGE_FRAMES:
        return float("nan")
    low, high = np.percentile(voiced, [5, 95])
    return float(high - low)


def climb_st(melody: Melody) -> float:
    """F0 at the end minus at the start of its regression line: declination is negative.

    NaN with too few voiced frames.
    """
    f0_st = contour(melody)
    at = np.flatnonzero(np.isfinite(f0_st))
    if len(at) < 2 * EDGE_FRAMES:
        return float("nan")
    slope = np.polyfit(at, f0_st[at], 1)[0]
    return float(slope * (at[-1] - at[0]))


def voiced_share(words: Sequence[WordResult]) -> float:
    """Share of the time of all vowels that is voiced; NaN where none was measured."""
    vowels = [s for w in words for s in w.syllables if s.voiced_share is not None]
    length_s = sum(vowel.nucleus.duration_s for vowel in vowels)
    voiced_s = sum(v.voiced_share * v.nucleus.duration_s for v in vowels)
    return voiced_s / length_s if length_s else float("nan")


def final_movement_st(last: WordResult, melody: Melody) -> float:
    """F0 at the end of the last word minus at its start: a fall is negative."""
    inside = frames_in(melody, Span(last.start_s, last.end_s))
    voiced = inside[np.isfinite(inside)]
    if len(voiced) < 2 * EDGE_FRAMES:
        return float("nan")
    return float(np.median(voiced[-EDGE_FRAMES:]) - np.median(voiced[:EDGE_FRAMES]))


def rate(words: Sequence[WordResult], pauses: Sequence[Span]) -> float:
    """Articulation rate: syllables per second, pauses left out."""
    spoken_s = words[-1].end_s - words[0].start_s
    spoken_s -= sum(pause.duration_s for pause in pauses)
    return sum(len(word.syllables) for word in words) / max(spoken_s, 0.1)


def loudness_contrast_db(words: Sequence[WordResult]) -> float:
    """Spread of the nuclei's levels: 90th minus 10th percentile."""
    levels = [s.level_db for w in words for s in w.syllables if s.level_db is not None]
    if len(levels) < 3:
        return float("nan")
    low, high = np.percentile(levels, [10, 90])
    return float(high - low)


def stressed_duration_ratio(words: Sequence[WordResult]) -> float:
    """Mean nucleus of stressed syllables over that of unstressed ones."""
    stressed, rest = [], []
    for syllable in (s for word in words for s in word.syllables):
        if syllable.relative_duration is not None and syllable.expected_stress in (
            0,
            1,
        ):
            chosen = stressed if syllable.expected_stress else rest
            chosen.append(syllable.relative_duration)
    return (
        float(np.mean(stressed) / np.mean(rest)) if stressed and rest else float("nan")
    )


def frames_in(melody: Melody, span: Span) -> np.ndarray:
    """Frames of the contour inside a span."""
    first = round((span.start_s - melody.start_s) / melody.hop_s)
    last = round((span.end_s - melody.start_s) / melody.hop_s) + 1
    return contour(melody)[max(0, first) : max(0, last)]


def syllable_points(
    syllable: SyllableResult, melody: Melody
) -> tuple[np.ndarray, np.ndarray]:
    """Sample the melody at equal steps through a syllable.

    Returns
    -------
    times_s, f0_st : float arrays, shape (POINTS_PER_SYLLABLE,)
        Midpoints of equal parts; NaN where the nearest frame is unvoiced.
    """
    steps = (np.arange(POINTS_PER_SYLLABLE) + 0.5) / POINTS_PER_SYLLABLE
    times_s = syllable.start_s + steps * (syllable.end_s - syllable.start_s)
    f0_st = contour(melody)
    frames = np.round((times_s - melody.start_s) / melody.hop_s).astype(int)
    inside = (frames >= 0) & (frames < len(f0_st))
    values = np.full(POINTS_PER_SYLLABLE, np.nan)
    values[inside] = f0_st[frames[inside]]
    return times_s, values
