"""The report as JSON: the contract of the command line and of the stored analysis."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from emotion_engine.results import (
    ExpressionResult,
    Finding,
    FindingCode,
    Melody,
    PhraseCheck,
    PhraseVerdict,
    Reason,
    UtteranceReport,
)
from tests.reports import as_read, finding, native_report


def report(**facts: object) -> UtteranceReport:
    return UtteranceReport(text="Hello there.", engine_version="1", **facts)


def test_an_empty_report_is_json_and_knows_nothing() -> None:
    values = report().to_json()
    assert json.loads(json.dumps(values)) == values
    assert values["assessable"] is None
    assert values["heard"] is None
    assert values["words"] == []


@pytest.mark.parametrize("missing", [float("nan"), float("inf"), np.float32("nan")])
def test_what_could_not_be_measured_is_null(missing: float) -> None:
    melody = Melody(hop_s=0.01, start_s=0.0, f0_st=(1.5, missing), median_hz=120.0)
    assert report(melody=melody).to_json()["melody"]["f0_st"] == [1.5, None]


def test_numbers_of_numpy_become_plain_numbers() -> None:
    finding = Finding(
        FindingCode.TOO_FAST,
        severity=np.float64(0.5),
        start_s=None,
        end_s=None,
        details={"rate": np.float32(6.123456), "n": np.int64(3)},
    )
    values = report(findings=(finding,)).to_json()["findings"][0]
    assert values["severity"] == 0.5
    assert values["details"] == {"rate": 6.1235, "n": 3}
    assert values["code"] == "too_fast"


def test_what_was_heard_stands_at_the_top() -> None:
    check = PhraseCheck(
        heard="hello",
        verdict=PhraseVerdict.PARTIAL,
        missing=(1,),
        extra=(),
        log_likelihood_asked=-1.0,
        log_likelihood_heard=-0.5,
    )
    values = report(phrase_check=check, reason=Reason.NO_SPEECH).to_json()
    assert values["heard"] == "hello"
    assert values["reason"] == "no_speech"
    assert values["phrase_check"]["missing"] == [1]


def test_without_expression_analysis_there_is_no_trace_of_it() -> None:
    assert "expression" not in report().to_json()
    heard = ExpressionResult(
        target=None,
        probabilities={"calm": 1.0},
        clear=True,
        sounds_like="calm",
        match=None,
    )
    assert report(expression=heard).to_json()["expression"]["sounds_like"] == "calm"


def test_without_expression_a_report_has_no_trace_of_what_was_stored() -> None:
    whole = as_read(native_report())
    styled = [
        finding(code)
        for code in (
            "style_not_clear",
            "style_far_from_target",
            "voice_and_words_differ",
            "too_fast",
        )
    ]
    kept = replace(whole, findings=tuple(styled)).without_expression().to_json()
    assert [found["code"] for found in kept["findings"]] == ["too_fast"]
    assert "expression" not in kept
    assert "expression" not in kept["timings_ms"]
    assert "style" not in kept["reference"]
    assert as_read(kept).to_json() == kept
    assert kept["words"] == whole.to_json()["words"]
