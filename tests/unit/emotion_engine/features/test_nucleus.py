"""A change to one syllable is measured there, and hardly anywhere else."""

import math
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emotion_engine.features.nucleus import NucleusProsody, measure_nuclei
from emotion_engine.lab.detectors import track_f0
from emotion_engine.results import Span
from tests.signals import Syllable, Train, noise, silence, syllable_train

PLAIN = [Syllable(f0_hz=f0) for f0 in (120, 121, 119, 120, 122)]
ABSOLUTE = {"span", "level_dbfs", "peak_level_dbfs"}


def measured(train: Train) -> tuple[NucleusProsody, ...]:
    return measure_nuclei(train.waveform, train.nuclei, track_f0(train.waveform))


def with_third(**changes) -> tuple[NucleusProsody, ...]:
    syllables = [*PLAIN[:2], replace(PLAIN[2], **changes), *PLAIN[3:]]
    return measured(syllable_train(syllables))


def assert_alike(one: NucleusProsody, other: NucleusProsody, tolerance: float) -> None:
    values = asdict(one), asdict(other)
    for name in asdict(one).keys() - ABSOLUTE:
        assert values[0][name] == pytest.approx(
            values[1][name], abs=tolerance, nan_ok=True
        ), name


def test_durations_and_onset_intervals_are_those_of_the_spans() -> None:
    nuclei = with_third(duration_s=0.3)
    mean_s = (4 * 0.15 + 0.3) / 5
    assert nuclei[2].duration_s == pytest.approx(0.3)
    assert nuclei[2].relative_duration == pytest.approx(0.3 / mean_s)
    assert nuclei[2].log_relative_duration == pytest.approx(math.log(0.3 / mean_s))
    assert nuclei[2].onset_interval_s == pytest.approx(0.35)
    assert math.isnan(nuclei[-1].onset_interval_s)


def test_a_higher_syllable_is_as_many_semitones_higher() -> None:
    nuclei = with_third(f0_hz=119 * 2 ** (4 / 12))
    assert nuclei[2].f0_median_st == pytest.approx(4, abs=0.3)
    assert nuclei[2].f0_peak_st == pytest.approx(4, abs=0.4)
    assert nuclei[0].f0_median_st == pytest.approx(0, abs=0.3)


def test_a_rise_has_its_slope_and_range() -> None:
    nuclei = with_third(f0_hz=110, end_hz=110 * 2 ** (5 / 12), duration_s=0.25)
    assert nuclei[2].f0_slope_st_per_s == pytest.approx(20, rel=0.1)
    assert nuclei[2].f0_range_st == pytest.approx(5, abs=0.7)  # less the edges
    assert nuclei[0].f0_slope_st_per_s == pytest.approx(0, abs=1.5)


def test_a_louder_syllable_is_as_many_db_louder() -> None:
    nuclei = with_third(rms=0.2)
    assert nuclei[2].level_db == pytest.approx(6, abs=0.3)
    assert nuclei[2].band_level_db == pytest.approx(6, abs=0.3)
    assert nuclei[2].peak_level_db >= nuclei[2].level_db
    assert nuclei[0].level_db == pytest.approx(0, abs=0.3)


def test_changing_one_syllable_leaves_the_others() -> None:
    before = measured(syllable_train(PLAIN))
    after = with_third(f0_hz=150, rms=0.2)
    for index in (0, 1, 3, 4):
        assert_alike(after[index], before[index], tolerance=0.6)


def test_a_nucleus_without_voice_has_no_f0() -> None:
    train = syllable_train(PLAIN)
    start, end = (round(t * 16_000) for t in asdict(train.nuclei[2]).values())
    waveform = train.waveform.copy()
    waveform[start:end] = noise((end - start) / 16_000, rms=0.05)
    whispered = measured(Train(waveform, train.nuclei))[2]
    assert whispered.voiced_share < 0.35
    if whispered.voiced_share == 0:
        assert math.isnan(whispered.f0_median_st)
        assert math.isnan(whispered.f0_slope_st_per_s)
    assert math.isfinite(whispered.level_db)


def test_a_take_without_any_voice_has_no_f0_at_all() -> None:
    nuclei = [Span(0.1, 0.2), Span(0.3, 0.4)]
    waveform = noise(0.6)
    for nucleus in measure_nuclei(waveform, nuclei, track_f0(waveform)):
        assert nucleus.voiced_share == 0
        assert math.isnan(nucleus.f0_median_st)
        assert math.isnan(nucleus.f0_peak_st)
        assert math.isnan(nucleus.f0_range_st)


@settings(max_examples=8, deadline=None)
@given(st.floats(-30, 15))
def test_gain_changes_only_the_absolute_levels(gain_db: float) -> None:
    train = syllable_train(PLAIN)
    louder = Train(train.waveform * np.float32(10 ** (gain_db / 20)), train.nuclei)
    for before, after in zip(measured(train), measured(louder), strict=True):
        assert_alike(before, after, tolerance=0.02)
        assert after.level_dbfs - before.level_dbfs == pytest.approx(gain_db, abs=0.01)


def test_leading_silence_changes_nothing() -> None:
    train = syllable_train(PLAIN)
    shift_s = 0.8  # whole frames of both 10 and 16 ms
    later = Train(
        np.concatenate([silence(shift_s), train.waveform]),
        tuple(Span(n.start_s + shift_s, n.end_s + shift_s) for n in train.nuclei),
    )
    for before, after in zip(measured(train), measured(later), strict=True):
        assert_alike(before, after, tolerance=0.05)


def test_the_speed_of_the_take_cancels_in_relative_durations() -> None:
    slow = [replace(s, duration_s=2 * s.duration_s) for s in PLAIN]
    for fast_one, slow_one in zip(
        measured(syllable_train(PLAIN)), measured(syllable_train(slow)), strict=True
    ):
        assert slow_one.relative_duration == pytest.approx(fast_one.relative_duration)


@pytest.mark.parametrize("span", [Span(0.2, 0.203), Span(0.0, 0.01), Span(1.39, 1.4)])
def test_the_shortest_nuclei_and_those_at_the_edge_are_measured(span: Span) -> None:
    train = syllable_train(PLAIN)
    (nucleus,) = measured(Train(train.waveform, (span,)))
    assert math.isfinite(nucleus.level_db)
    assert 0 <= nucleus.voiced_share <= 1


def test_no_nuclei_are_no_measures() -> None:
    assert measure_nuclei(silence(1), [], track_f0(silence(1))) == ()
