"""The pattern of a rendition: the natives' medians with the range of a single one."""

from __future__ import annotations

import numpy as np
import pytest

import emotion_engine as engine
from emotion_engine.profiles.store import Band
from emotion_engine.rendition.pattern import (
    Reader,
    pattern_of,
    pattern_of_natives,
    widened,
)

TEXT = "Kids are talking by the door."


def melody_of(pattern) -> np.ndarray:
    values = [v for s in pattern.syllables.values() for v in s.melody_st]
    return np.array([v for v in values if v is not None])


@pytest.mark.parametrize("style", engine.STYLES)
def test_the_melody_is_as_wide_as_natives_and_inside_their_band(style: str) -> None:
    profile = engine.find_profile(TEXT, style)
    pattern = pattern_of_natives(profile)
    low, high = np.percentile(melody_of(pattern), [5, 95])
    natives = profile.measures["pitch_range_st"]
    assert 0.85 * natives.median < high - low < 1.05 * natives.median
    for syllable in profile.syllables:
        own = pattern.syllables[syllable.word_index, syllable.syllable_index]
        for value, band in zip(own.melody_st, syllable.melody, strict=True):
            assert (value is None) == (band is None)
            assert band is None or band.low <= value <= band.high


def test_loudness_is_as_uneven_as_natives_make_it() -> None:
    profile = engine.find_profile(TEXT, "neutral")
    levels = [s.level_db for s in pattern_of_natives(profile).syllables.values()]
    low, high = np.percentile(levels, [10, 90])
    wanted = profile.measures["loudness_contrast_db"].median
    assert high - low == pytest.approx(wanted, abs=0.5)  # dB


def test_medians_stay_where_the_usual_range_is_not_known() -> None:
    rows = [(Band(-1.0, 0.5, 3.0), None), (Band(-4.0, -2.0, 0.0),)]
    assert widened(rows, None, (5, 95)) == [(0.5, None), (-2.0,)]


def test_pauses_are_usual_where_enough_natives_make_them() -> None:
    profile = engine.find_profile("Don't ask me to carry an oily rag like that.", None)
    pattern = pattern_of_natives(profile)
    assert pattern.may_pause == tuple(share > 0.2 for share in profile.pause_share)


def test_a_pattern_fits_a_word_of_as_many_syllables() -> None:
    pattern = pattern_of_natives(engine.find_profile(TEXT, None))
    assert pattern.fits(2, 2)
    assert not pattern.fits(2, 3)


@pytest.mark.weights
def test_without_natives_the_model_voice_says_how(
    engine_config: engine.EngineConfig,
) -> None:
    pattern = pattern_of("Where did you put it?", None, engine_config)
    assert (pattern.kind, pattern.n_speakers) == ("synthetic", 0)
    assert len(pattern.syllables) == 5
    assert 2.0 < pattern.syllables_per_s < 8.0
    assert np.ptp(melody_of(pattern)) > 2.0  # semitones


@pytest.mark.weights
def test_the_voice_says_a_phrase_with_the_stress_that_is_meant(
    engine_config: engine.EngineConfig,
) -> None:
    levels = {}
    for syllable in (0, 1):
        reader = Reader(stress={1: syllable})
        pattern = pattern_of("The record.", None, engine_config, reader)
        first, second = pattern.syllables[1, 0], pattern.syllables[1, 1]
        levels[syllable] = first.level_db - second.level_db
    assert levels[0] > levels[1]


@pytest.mark.weights
def test_a_chosen_voice_says_how_and_which_word_carries_the_phrase(
    engine_config: engine.EngineConfig,
) -> None:
    leads = {}
    for word in (0, 2):
        reader = Reader("bf_emma", accent=(word,))
        pattern = pattern_of("Anna drives home.", None, engine_config, reader)
        anna, home = (pattern.syllables[at, 0].level_db for at in (0, 2))
        leads[word] = anna - home
    assert leads[0] > leads[2]
