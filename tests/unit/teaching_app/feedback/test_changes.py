"""An earlier take beside this one."""

from __future__ import annotations

from typing import Any

import pytest

from teaching_app.feedback.changes import best_of, compare_takes, verdict_of
from tests.reports import native_report, synthetic_report


def corrected() -> dict[str, Any]:
    """The synthetic report with its stress in place and nothing else to work on."""
    report = synthetic_report()
    report["words"][1].update(stress_state="as_expected", stressed_syllable=1)
    report["findings"] = [
        {"code": "well_done", "start_s": None, "end_s": None, "details": {}}
    ]
    return report


def test_a_stress_that_is_in_place_now_is_called_corrected() -> None:
    change = compare_takes(corrected(), synthetic_report())
    assert change.solved == (
        "Corrected: the stress of “photographer” is in place now.",
    )
    assert change.sentence == change.solved[0]
    assert not change.new
    assert not change.still


def test_a_stress_that_moved_back_is_new() -> None:
    change = compare_takes(synthetic_report(), corrected())
    assert change.new == ("Stress “tog” in “photographer”",)
    assert not change.solved


def test_an_unclear_stress_after_a_wrong_one_is_not_corrected() -> None:
    unclear = synthetic_report()
    unclear["findings"][0]["code"] = "stress_unclear"
    change = compare_takes(unclear, synthetic_report())
    assert not change.solved
    assert len(change.still) == 1


def test_other_findings_are_named_by_what_they_were_about() -> None:
    report = native_report()
    report["findings"] = report["findings"][:1]
    change = compare_takes(report, native_report())
    assert any("“talking”" in text for text in change.solved)
    assert change.still == ("Let your voice move more",)


@pytest.mark.parametrize(
    ("now", "verdict"),
    [((6.5, 7.5), "same"), ((7.3, 8.3), "better"), ((5.0, 6.1), "weaker")],
)
def test_scores_differ_only_where_their_intervals_part(
    now: tuple[float, float], verdict: str
) -> None:
    before = {"low": 6.2, "high": 7.2}
    assert verdict_of({"low": now[0], "high": now[1]}, before) == verdict


def test_the_same_take_again_is_no_real_change() -> None:
    change = compare_takes(native_report(), native_report())
    assert change.is_none
    assert {score.verdict for score in change.scores} == {"same"}
    assert change.sentence == "No real change since your last take."
    assert change.scores[0].verdict_label == "no real change"


def test_the_best_take_has_the_highest_total() -> None:
    reports = [native_report() for _ in range(3)]
    for report, value in zip(reports, (5.0, 8.0, 8.0), strict=True):
        report["delivery"]["total"]["value"] = value
    assert best_of(reports) == 1
    assert best_of([{"delivery": None}]) is None


def test_a_report_without_scores_can_be_compared() -> None:
    report = {**native_report(), "delivery": None}
    assert compare_takes(report, native_report()).scores == ()
