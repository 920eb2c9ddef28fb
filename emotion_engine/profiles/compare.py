"""Compare a take with a native profile: what lies inside the natives' band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from emotion_engine.errors import ProfileError
from emotion_engine.results import (
    BandMeasure,
    BandPosition,
    Comparison,
    Melody,
    MelodyPoint,
    Reference,
    Span,
    SyllableComparison,
    SyllableResult,
    WordResult,
)

from .measures import (
    DURATION_TOLERANCE,
    F0_TOLERANCE_ST,
    LEVEL_TOLERANCE_DB,
    MEASURES,
    POINTS_PER_SYLLABLE,
    syllable_points,
    take_measures,
)
from .spread import as_in_take
from .store import Band, NativeProfile, SyllableProfile

USUAL_PAUSE_SHARE = 0.2  # of the natives: a pause made by more of them is usual


def reference_of(profile: NativeProfile) -> Reference:
    """Describe who the natives are."""
    return Reference(
        kind=profile.evidence.value,
        style=profile.style,
        n_speakers=profile.n_speakers,
        n_recordings=profile.n_recordings,
        n_female=profile.n_female,
        n_male=profile.n_male,
        accent=profile.accent,
        source=profile.source,
        licence=profile.licence,
        profile_version=profile.profile_version,
        engine_version=profile.engine_version,
    )


def compare(
    words: Sequence[WordResult],
    melody: Melody,
    pauses: Sequence[Span],
    profile: NativeProfile,
) -> Comparison:
    """Compare a take with natives, syllable by syllable and as a whole.

    Words said with another number of syllables than the natives' are left out of the
    comparison by syllable, as are words that were not recognised. Bands that are expected
    are scaled to how far the voice moves in the take.

    Raises
    ------
    ProfileError
        The profile is for another phrase.
    """
    if len(words) != len(profile.word_accent_share):
        raise ProfileError(
            f"The phrase has {len(words)} words, the native profile "
            f"{len(profile.word_accent_share)}: it is one of another phrase."
        )
    profile = as_in_take(profile, words, melody)
    pairs = list(paired_syllables(words, profile))
    points = [list(melody_points(*pair, melody)) for pair in pairs]
    measured = take_measures(words, melody, pauses)
    return Comparison(
        melody=tuple(point for row in points for point in row),
        melody_inside_share=inside_share(point for row in points for point in row),
        syllables=tuple(
            compare_syllable(said, native, inside_share(row))
            for (_, said, native), row in zip(pairs, points, strict=True)
        ),
        measures=tuple(
            measure_against(name, unit, measured[name], profile.measures[name], slack)
            for name, (unit, slack) in MEASURES.items()
            if name in measured and name in profile.measures
        ),
        native_accent_share=profile.word_accent_share,
        native_nuclear_share=profile.nuclear_share,
        native_pause_share=profile.pause_share,
    )


def paired_syllables(
    words: Sequence[WordResult], profile: NativeProfile
) -> Iterator[tuple[int, SyllableResult, SyllableProfile]]:
    """Pair syllables of take and natives, with their index in the phrase."""
    natives: dict[int, list[tuple[int, SyllableProfile]]] = {}
    for index, syllable in enumerate(profile.syllables):
        natives.setdefault(syllable.word_index, []).append((index, syllable))
    for word in words:
        own = natives.get(word.index, [])
        if word.heard and len(own) == len(word.syllables):
            for said, (index, native) in zip(word.syllables, own, strict=True):
                yield index, said, native


def melody_points(
    index: int, said: SyllableResult, native: SyllableProfile, melody: Melody
) -> Iterator[MelodyPoint]:
    """Compare the melody of one syllable with the natives' band."""
    times_s, f0_st = syllable_points(said, melody)
    for step, band in enumerate(native.melody):
        yield MelodyPoint(
            position=index + (step + 0.5) / POINTS_PER_SYLLABLE,
            time_s=float(times_s[step]),
            f0_st=float(f0_st[step]) if np.isfinite(f0_st[step]) else None,
            low_st=band.low if band else None,
            median_st=band.median if band else None,
            high_st=band.high if band else None,
        )


def inside_share(points: Iterator[MelodyPoint] | list[MelodyPoint]) -> float | None:
    """Share of the voiced points inside the band; ``None`` where there are none."""
    inside = [
        p.low_st - F0_TOLERANCE_ST <= p.f0_st <= p.high_st + F0_TOLERANCE_ST
        for p in points
        if p.f0_st is not None and p.low_st is not None
    ]
    return float(np.mean(inside)) if inside else None


def compare_syllable(
    said: SyllableResult, native: SyllableProfile, melody_inside: float | None
) -> SyllableComparison:
    """Compare the measures of one syllable."""
    return SyllableComparison(
        word_index=native.word_index,
        syllable_index=native.syllable_index,
        native_stressed_share=native.stressed_share,
        duration=_maybe(
            "duration", "", said.relative_duration, native.duration, DURATION_TOLERANCE
        ),
        f0=_maybe("f0", "st", said.f0_median_st, native.f0, F0_TOLERANCE_ST),
        level=_maybe("level", "dB", said.level_db, native.level, LEVEL_TOLERANCE_DB),
        melody_inside_share=melody_inside,
    )


def _maybe(
    name: str, unit: str, value: float | None, band: Band | None, tolerance: float
) -> BandMeasure | None:
    if value is None or band is None:
        return None
    return measure_against(name, unit, value, band, tolerance)


def measure_against(
    name: str, unit: str, value: float, band: Band, tolerance: float
) -> BandMeasure:
    """Place a value below, inside or above the band, widened by its repeatability."""
    position = BandPosition.INSIDE
    if value < band.low - tolerance:
        position = BandPosition.BELOW
    elif value > band.high + tolerance:
        position = BandPosition.ABOVE
    return BandMeasure(name, unit, value, band.low, band.median, band.high, position)
