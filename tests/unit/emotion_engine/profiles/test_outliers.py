"""A native far from the others is doubted, and one near them is left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emotion_engine.profiles.build import build_profiles
from emotion_engine.profiles.natives import Origin
from emotion_engine.profiles.outliers import outliers
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import NativeDoubt, NativeMeasures, Span
from tests.faults import QUALITY
from tests.spoken import falling_melody, native_takes


@pytest.fixture
def others() -> NativeProfile:
    """Eight natives who agree."""
    (profile,) = build_profiles(native_takes(8), Origin("others", "none", "none"))
    return profile


@pytest.fixture
def measured() -> NativeMeasures:
    """A native who says it as they do."""
    take = native_takes(1)[0]
    return NativeMeasures(
        text=take.text,
        engine_version="1",
        reason=None,
        quality=QUALITY,
        words=take.words,
        melody=take.melody,
        pauses=take.pauses,
        doubts=(),
    )


def test_a_native_among_the_others_is_not_doubted(measured, others) -> None:
    assert outliers(measured, others) == []


def test_a_native_who_stops_for_long_is_doubted(measured, others) -> None:
    slow = replace(measured, pauses=(Span(0.4, 2.5),))
    assert NativeDoubt.PAUSES in outliers(slow, others)


def test_a_native_whose_voice_climbs_is_doubted(measured, others) -> None:
    climbs = replace(measured, melody=falling_melody(0.9, -4, 12))
    assert NativeDoubt.FINAL_MOVEMENT in outliers(climbs, others)


def test_a_stress_that_no_other_native_has_is_doubted(measured, others) -> None:
    first, second = measured.words
    words = (replace(first, stressed_syllable=0), second)
    assert outliers(replace(measured, words=words), others) == [
        NativeDoubt.OTHER_STRESS
    ]
    unsure = (replace(first, stressed_syllable=None), second)
    assert outliers(replace(measured, words=unsure), others) == []
