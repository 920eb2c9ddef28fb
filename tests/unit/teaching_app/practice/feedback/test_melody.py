"""The melody as columns for the chart and as a sentence."""

from __future__ import annotations

import json
import re

from teaching_app.practice.feedback.melody import melody_chart
from tests.reports import as_read, native_report, synthetic_report
from tests.reports import report as report_of


def test_columns_are_of_one_length_and_run_along_the_axis() -> None:
    chart = melody_chart(as_read(native_report()))
    data = chart.to_json()
    assert len({len(column) for column in [*data["columns"], data["times"]]}) == 1
    assert list(chart.position) == sorted(chart.position)
    assert chart.position[0] >= 0
    assert chart.position[-1] <= len(chart.ticks)


def test_unvoiced_stays_a_gap() -> None:
    chart = melody_chart(as_read(native_report()))
    assert None in chart.mine
    assert 0 not in chart.mine


def test_ticks_are_the_syllables_with_their_expected_stress() -> None:
    chart = melody_chart(as_read(synthetic_report()))
    assert [tick.label for tick in chart.ticks[:5]] == [
        "The",
        "pho",
        "tog",
        "ra",
        "pher",
    ]
    assert [tick.strong for tick in chart.ticks[:3]] == [False, False, True]


def test_without_natives_the_learner_is_drawn_alone_over_the_same_syllables() -> None:
    chart = melody_chart(as_read(synthetic_report()))
    assert not chart.has_natives
    assert any(value is not None for value in chart.mine)
    assert "native" not in chart.summary


def test_a_point_of_the_own_melody_lies_in_the_syllable_said_at_its_time() -> None:
    report = synthetic_report()
    syllables = [s for w in report["words"] for s in w["syllables"]]
    chart = melody_chart(as_read(report))
    for position, time_s in zip(chart.position, chart.time_s, strict=True):
        syllable = syllables[int(position)]
        assert syllable["start_s"] - 1e-3 <= time_s <= syllable["end_s"] + 1e-3


def test_a_word_said_with_other_syllables_does_not_shift_the_others() -> None:
    report = native_report()
    comparison = report["comparison"]
    talking = [s for s in comparison["syllables"] if s["word_index"] == 2]
    comparison["syllables"] = [s for s in comparison["syllables"] if s not in talking]
    comparison["melody"] = [
        p for p in comparison["melody"] if int(p["position"]) not in (2, 3)
    ]
    chart = melody_chart(as_read(report))
    whole = melody_chart(as_read(native_report()))
    assert chart.ticks == whole.ticks
    after = [
        (p, low)
        for p, low in zip(chart.position, chart.low, strict=True)
        if low is not None and p >= 4
    ]
    assert after == [
        (p, low) for p, low in zip(whole.position, whole.low, strict=True) if p >= 4
    ]


def test_weak_forms_carry_no_mark() -> None:
    chart = melody_chart(as_read(native_report()))
    marked = [tick.label for tick in chart.ticks if tick.strong]
    assert marked == ["Kids", "talk", "door"]


def test_the_summary_says_how_wide_the_melody_is() -> None:
    report = native_report()
    values = [p["f0_st"] for p in report["comparison"]["melody"] if p["f0_st"]]
    said = int(re.search(r"(\d+) semitones", melody_chart(as_read(report)).summary)[1])
    assert said == round(max(values) - min(values))


def test_a_melody_within_one_syllable_names_it_once() -> None:
    report = native_report()
    for point in report["comparison"]["melody"]:
        if int(point["position"]) != 0:
            point["f0_st"] = None
    assert melody_chart(as_read(report)).summary.startswith("The melody spans")
    assert "all of them on “Kids”." in melody_chart(as_read(report)).summary


def test_a_take_without_voice_has_no_chart() -> None:
    report = native_report()
    for point in report["comparison"]["melody"]:
        point["f0_st"] = None
    assert melody_chart(as_read(report)) is None
    assert melody_chart(report_of()) is None


def test_the_chart_is_plain_json() -> None:
    chart = melody_chart(as_read(native_report())).to_json()
    assert json.loads(json.dumps(chart, allow_nan=False)) == chart


def test_what_is_only_expected_of_natives_is_drawn_and_said_otherwise() -> None:
    report = native_report()
    assert melody_chart(as_read(report)).to_json()["isExpected"] is False
    report["reference"]["kind"] = "expected"
    chart = melody_chart(as_read(report))
    assert chart.to_json()["isExpected"] is True
    assert "expected of native speakers" in chart.summary
