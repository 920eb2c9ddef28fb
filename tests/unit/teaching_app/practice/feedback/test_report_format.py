"""The reports these tests use have the format that the engine writes."""

from __future__ import annotations

import dataclasses

import pytest

from emotion_engine import results
from tests.reports import native_report, synthetic_report


def names(kind: type) -> set[str]:
    return {field.name for field in dataclasses.fields(kind)}


@pytest.mark.parametrize("report", [native_report(), synthetic_report()])
def test_the_fixtures_look_like_a_report_of_the_engine(report: dict) -> None:
    optional = {"expression"}
    expected = {*names(results.UtteranceReport), "heard"}
    assert expected - optional <= set(report) <= expected
    assert report["format_version"] == results.REPORT_FORMAT_VERSION
    parts = [
        (results.AudioQuality, [report["quality"]]),
        (results.PhraseCheck, [report["phrase_check"]]),
        (results.WordResult, report["words"]),
        (results.SyllableResult, [s for w in report["words"] for s in w["syllables"]]),
        (results.Melody, [report["melody"]]),
        (results.DeliveryResult, [report["delivery"]]),
        (results.Finding, report["findings"]),
        (results.Reference, [report["reference"]]),
    ]
    if report["comparison"]:
        comparison = report["comparison"]
        parts += [
            (results.Comparison, [comparison]),
            (results.MelodyPoint, comparison["melody"]),
            (results.SyllableComparison, comparison["syllables"]),
            (results.BandMeasure, comparison["measures"]),
        ]
    for kind, values in parts:
        for value in values:
            assert set(value) == names(kind)
