"""Synthesised F0 is recovered, and is missing where there is none."""

import math

import numpy as np
import pytest
import pyworld
from hypothesis import given, settings
from hypothesis import strategies as st

from emotion_engine.features.f0 import (
    F0Track,
    median_f0_hz,
    to_melody,
    to_semitones,
)
from emotion_engine.lab.detectors import track_f0
from emotion_engine.results import Span
from tests.signals import glide, noise, silence, tone

CENTS = 12 * 100


def cents(f0_hz: np.ndarray, truth_hz: np.ndarray | float) -> np.ndarray:
    return CENTS * np.log2(f0_hz / truth_hz)


def track_of(f0_hz: list[float]) -> F0Track:
    return F0Track(np.arange(len(f0_hz)) * 0.01, np.array(f0_hz), 0.01)


@pytest.mark.parametrize("hz", [70, 100, 200, 300, 450, 600])
def test_f0_of_a_tone_is_its_frequency(hz: float) -> None:
    track = track_f0(tone(hz, 1))
    inner = track.f0_hz[5:-5]
    assert not np.isnan(inner).any()
    assert np.abs(cents(inner, hz)).max() < 15  # a tenth of what listeners notice


@pytest.mark.parametrize(("start_hz", "end_hz"), [(100, 200), (300, 150), (120, 90)])
def test_f0_follows_a_glide(start_hz: float, end_hz: float) -> None:
    waveform = np.concatenate([silence(0.3), glide(start_hz, end_hz, 1), silence(0.3)])
    track = track_f0(waveform)
    inside = (track.times_s > 0.35) & (track.times_s < 1.25)
    truth_hz = start_hz * (end_hz / start_hz) ** (track.times_s - 0.3)
    assert np.abs(cents(track.f0_hz, truth_hz)[inside]).max() < 25
    outside = (track.times_s < 0.25) | (track.times_s > 1.35)
    assert np.isnan(track.f0_hz[outside]).all()


@pytest.mark.parametrize(
    "waveform", [silence(1), noise(1), noise(1, rms=1e-4)], ids=["none", "loud", "hiss"]
)
def test_what_has_no_voice_has_no_f0(waveform: np.ndarray) -> None:
    assert np.isnan(track_f0(waveform).f0_hz).all()


def test_an_empty_take_has_an_empty_track() -> None:
    assert len(track_f0(silence(0)).f0_hz) == 0


@settings(max_examples=8, deadline=None)
@given(st.floats(-30, 20))
def test_gain_changes_nothing(gain_db: float) -> None:
    waveform = np.concatenate([glide(110, 180, 0.5), silence(0.1), tone(140, 0.3)])
    before = track_f0(waveform).f0_hz
    after = track_f0(waveform * np.float32(10 ** (gain_db / 20))).f0_hz
    np.testing.assert_allclose(after, before, rtol=1e-3)


def test_leading_silence_shifts_the_track() -> None:
    waveform = glide(110, 180, 0.6)
    before = track_f0(waveform).f0_hz
    after = track_f0(np.concatenate([silence(0.8), waveform])).f0_hz[80:]
    np.testing.assert_allclose(after[3:-3], before[3:-3], rtol=2e-3)


def test_hum_far_below_the_speech_is_not_voiced() -> None:
    hum = 0.001 * tone(100, 0.5)
    track = track_f0(np.concatenate([hum, tone(220, 0.5), hum]))
    assert np.isnan(track.f0_hz[:45]).all()
    assert median_f0_hz(track) == pytest.approx(220, rel=0.01)


@pytest.mark.data
def test_f0_of_resynthesized_speech_is_what_world_was_given(speech_data) -> None:
    import soundfile

    path = speech_data / "timit_sample" / "audio" / "dr1-fvmh0" / "sa1.flac"
    samples, rate = soundfile.read(path)
    f0_hz, times_s = pyworld.harvest(samples, rate)
    told_hz = np.where(f0_hz > 0, 200 + 40 * np.sin(3 * times_s), 0)
    envelope = pyworld.cheaptrick(samples, f0_hz, times_s, rate)
    aperiodicity = pyworld.d4c(samples, f0_hz, times_s, rate)
    spoken = pyworld.synthesize(told_hz, envelope, aperiodicity, rate)
    track = track_f0(spoken.astype(np.float32))
    truth_hz = np.interp(track.times_s, times_s, 200 + 40 * np.sin(3 * times_s))
    voiced = ~np.isnan(track.f0_hz)
    error = np.abs(cents(track.f0_hz, truth_hz)[voiced])
    assert voiced.mean() > 0.4
    assert np.median(error) < 20
    assert (error > 600).mean() < 0.01  # octave errors
    assert (error < 100).mean() > 0.95


def test_median_ignores_unvoiced_frames() -> None:
    assert median_f0_hz(track_of([math.nan, 100, 110, 300, math.nan])) == 110
    assert math.isnan(median_f0_hz(track_of([math.nan])))


def test_an_octave_is_twelve_semitones() -> None:
    st_values = to_semitones(np.array([50, 100, 200, math.nan]), 100)
    np.testing.assert_allclose(st_values, [-12, 0, 12, math.nan])


def test_melody_covers_the_speech_alone() -> None:
    melody = to_melody(track_of([100.0] * 100), [Span(0.2, 0.4), Span(0.6, 0.8)])
    assert melody.start_s == pytest.approx(0.2)
    assert len(melody.f0_st) == 61
    assert melody.f0_st[30] is None
    assert melody.f0_st[0] == pytest.approx(0)
    assert melody.median_hz == pytest.approx(100)


def test_melody_does_not_smooth_across_a_gap() -> None:
    low, high = [100.0] * 10, [200.0] * 9
    track = track_of([*low, math.nan, *high])
    melody = to_melody(track, [Span(0, 1)])
    voiced = [value for value in melody.f0_st if value is not None]
    assert melody.f0_st[10] is None
    assert set(np.round(voiced, 6)) == {0, 12}


def test_melody_smooths_a_wiggle() -> None:
    f0_hz = 100 * 2 ** (np.tile([0.5, -0.5], 50) / 12)
    melody = to_melody(track_of([*f0_hz]), [Span(0, 1)])
    assert np.ptp(melody.f0_st[5:-5]) < 0.05


def test_without_speech_or_voice_the_melody_is_empty() -> None:
    assert to_melody(track_of([100.0] * 10), []).f0_st == ()
    assert to_melody(track_of([math.nan] * 10), [Span(0, 1)]).median_hz is None
