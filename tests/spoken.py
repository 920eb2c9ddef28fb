"""Words, melodies and takes with known truth, built by hand instead of recorded."""

from __future__ import annotations

import math
from collections.abc import Sequence

from emotion_engine.alignment.aligner import AlignedSyllable, AlignedWord, Alignment
from emotion_engine.features.nucleus import NucleusProsody
from emotion_engine.profiles.natives import NativeTake
from emotion_engine.results import (
    Melody,
    PhoneSegment,
    Span,
    StressState,
    SyllableResult,
    WordResult,
)

HOP_S = 0.01
SYLLABLE_S = 0.2
NAN = math.nan


def nucleus(
    start_s: float,
    *,
    duration_s: float = 0.1,
    f0_st: float = 0.0,
    level_db: float = 0.0,
) -> NucleusProsody:
    """A nucleus that differs from its neighbours only in what is asked for."""
    return NucleusProsody(
        span=Span(start_s, start_s + duration_s),
        duration_s=duration_s,
        log_relative_duration=math.log(duration_s / 0.1),
        onset_interval_s=SYLLABLE_S,
        f0_median_st=f0_st,
        f0_peak_st=f0_st,
        f0_range_st=1.0,
        f0_slope_st_per_s=0.0,
        voiced_share=1.0,
        level_db=level_db,
        peak_level_db=level_db,
        band_level_db=level_db,
        level_dbfs=level_db - 20,
        peak_level_dbfs=level_db - 17,
        spectral_tilt_db=-10.0,
    )


def aligned(*words: Sequence[int | None], confidence: float = 0.8) -> Alignment:
    """Words given by the expected stress of their syllables, 0.2 s each."""
    made, start_s = [], 0.0
    for index, stresses in enumerate(words):
        syllables = []
        for stress in stresses:
            span = Span(start_s + 0.05, start_s + 0.15)
            phone = PhoneSegment("AA", span.start_s, span.end_s)
            syllables.append(
                AlignedSyllable(
                    "la", start_s, start_s + SYLLABLE_S, span, (phone,), stress
                )
            )
            start_s += SYLLABLE_S
        made.append(
            AlignedWord(
                index=index,
                text="la" * len(stresses),
                start_s=syllables[0].start_s,
                end_s=syllables[-1].end_s,
                confidence=confidence,
                in_dictionary=None not in stresses,
                syllables=tuple(syllables),
            )
        )
    return Alignment(tuple(made))


def said_word(index: int, stresses: Sequence[int], **changes: object) -> WordResult:
    """One word of a take, its first primary stress heard where it is expected."""
    start_s = index * 0.5
    expected = list(stresses).index(1) if 1 in stresses else None
    width_s = 0.4 / len(stresses)
    syllables = tuple(
        SyllableResult(
            text=f"s{i}",
            start_s=start_s + i * width_s,
            end_s=start_s + (i + 1) * width_s,
            nucleus=Span(start_s + i * width_s, start_s + (i + 1) * width_s),
            phones=(),
            expected_stress=stress,
            prominence=0.7 if i == expected else 0.3,
            stressed=i == expected,
            f0_median_st=0.0,
            level_db=0.0,
            relative_duration=1.2 if stress else 0.8,
        )
        for i, stress in enumerate(stresses)
    )
    values = {
        "index": index,
        "text": f"w{index}",
        "start_s": start_s,
        "end_s": start_s + 0.4,
        "confidence": 0.8,
        "in_dictionary": True,
        "heard": True,
        "stress_state": StressState.AS_EXPECTED,
        "stressed_syllable": expected or 0,
        "expected_syllable": expected,
        "accent": 0.5,
        "accented": False,
        "nuclear": False,
        "syllables": syllables,
    }
    return WordResult(**(values | changes))


def flat_melody(duration_s: float, f0_st: float = 0.0) -> Melody:
    """A voice that stays on one note."""
    return Melody(HOP_S, 0.0, (f0_st,) * round(duration_s / HOP_S), 150.0)


def falling_melody(duration_s: float, start_st: float, end_st: float) -> Melody:
    """A voice that glides evenly."""
    n_frames = round(duration_s / HOP_S)
    step = (end_st - start_st) / (n_frames - 1)
    contour = tuple(start_st + i * step for i in range(n_frames))
    return Melody(HOP_S, 0.0, contour, 150.0)


def native_takes(n_speakers: int = 8, shift_st: float = 0.25) -> list[NativeTake]:
    """Speakers of two words who fall by 8 semitones, each a little higher."""
    return [
        NativeTake(
            speaker=f"speaker {i}",
            sex="female" if i % 2 else "male",
            style="neutral",
            text="W0 w1.",
            words=(said_word(0, (0, 1)), said_word(1, (1,))),
            melody=falling_melody(0.9, 4 + i * shift_st, -4 + i * shift_st),
            pauses=(Span(0.4, 0.5),),
        )
        for i in range(n_speakers)
    ]
