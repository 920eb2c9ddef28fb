"""Measures and scores as positions along a bar."""

from __future__ import annotations

import pytest

from emotion_engine import ScoreEstimate
from teaching_app.practice.feedback.measures import band_of, measure_bars, score_bars
from tests.reports import as_read, native_report
from tests.reports import report as report_of


def test_a_value_below_the_band_is_drawn_before_it() -> None:
    bar = measure_bars(as_read(native_report()))[0]
    assert bar.position == "below"
    assert 0 <= bar.value_at < bar.band_start < bar.median_at < bar.band_end <= 1000


def test_a_value_inside_the_band_is_drawn_inside() -> None:
    bars = [b for b in measure_bars(as_read(native_report())) if b.position == "inside"]
    assert bars
    for bar in bars:
        assert bar.band_start <= bar.value_at <= bar.band_end


def test_a_value_just_outside_the_band_is_called_at_its_edge() -> None:
    report = native_report()
    report["comparison"]["measures"][0].update(
        value=4.9, low=5.0, high=9.0, position="inside"
    )
    assert (
        measure_bars(as_read(report))[0].position_label
        == "at the edge of the native range"
    )


def test_a_band_without_width_is_still_drawn() -> None:
    report = native_report()
    report["comparison"]["measures"][0].update(value=1.0, low=1.0, median=1.0, high=1.0)
    bar = measure_bars(as_read(report))[0]
    assert 0 <= bar.band_start <= bar.band_end <= 1000
    assert bar.band_width > 0


def test_scores_keep_their_interval() -> None:
    for bar in score_bars(as_read(native_report())):
        assert bar.low_at < bar.value_at < bar.high_at
        assert bar.width == bar.high_at - bar.low_at


def test_without_delivery_and_natives_there_are_no_bars() -> None:
    assert score_bars(report_of()) == ()
    assert measure_bars(report_of()) == ()


@pytest.mark.parametrize(
    ("low", "high", "band"),
    [
        (3.0, 4.0, "takes effort to follow"),
        (5.2, 6.8, "understandable"),
        (6.4, 7.6, "understandable to good"),
        (9.1, 9.9, "excellent"),
    ],
)
def test_a_band_is_named_by_both_ends_of_the_interval(
    low: float, high: float, band: str
) -> None:
    assert band_of(ScoreEstimate((low + high) / 2, low, high)) == band


def test_every_band_is_as_wide_as_another() -> None:
    report = native_report()
    edges = {"accuracy": 5.0, "fluency": 7.0, "prosody": 9.0, "total": 10.0}
    for name, value in edges.items():
        report["delivery"][name] = {"value": value, "low": value, "high": value}
    assert [bar.value_at for bar in score_bars(as_read(report))] == [
        250,
        500,
        750,
        1000,
    ]


def test_a_value_is_placed_in_the_expected_range_where_no_native_said_the_phrase() -> (
    None
):
    report = native_report()
    report["reference"]["kind"] = "expected"
    bars = measure_bars(as_read(report))
    assert bars
    assert all(bar.is_expected for bar in bars)
    assert all("expected range" in bar.position_label for bar in bars)
