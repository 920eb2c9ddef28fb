"""Measures and scores as positions along a bar."""

from __future__ import annotations

from teaching_app.feedback.measures import measure_bars, score_bars
from tests.reports import native_report


def test_a_value_below_the_band_is_drawn_before_it() -> None:
    bar = measure_bars(native_report())[0]
    assert bar.position == "below"
    assert 0 <= bar.value_at < bar.band_start < bar.median_at < bar.band_end <= 1000


def test_a_value_inside_the_band_is_drawn_inside() -> None:
    bars = [b for b in measure_bars(native_report()) if b.position == "inside"]
    assert bars
    for bar in bars:
        assert bar.band_start <= bar.value_at <= bar.band_end


def test_a_band_without_width_is_still_drawn() -> None:
    report = native_report()
    report["comparison"]["measures"][0].update(value=1.0, low=1.0, median=1.0, high=1.0)
    bar = measure_bars(report)[0]
    assert 0 <= bar.band_start <= bar.band_end <= 1000


def test_scores_keep_their_interval() -> None:
    for bar in score_bars(native_report()):
        assert bar.low_at < bar.value_at < bar.high_at
        assert bar.width == bar.high_at - bar.low_at


def test_without_delivery_and_natives_there_are_no_bars() -> None:
    assert score_bars({"delivery": None}) == ()
    assert measure_bars({"comparison": None}) == ()
