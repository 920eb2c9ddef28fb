"""An earlier take beside this one."""

from __future__ import annotations

from typing import Any

import pytest

from teaching_app.practice.feedback.changes import best_of, compare_takes, verdict_of
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


def with_style(share: float, *, target: str | None = "happy") -> dict[str, Any]:
    """The natives' report with so much of a style; far from it below a half."""
    report = native_report()
    report["expression"].update(target=target)
    report["expression"]["probabilities"]["happy"] = share
    report["findings"] = []
    if share < 0.5:
        details = {"style": "happy", "sounds_like": "neutral"}
        report["findings"] = [{"code": "style_far_from_target", "details": details}]
    return report


def test_a_take_that_came_nearer_to_its_style_says_so() -> None:
    change = compare_takes(with_style(0.9), with_style(0.1))
    nearer = "Nearer to “happy” than before: 90\xa0% now, 10\xa0% then."
    assert change.solved == (nearer,)  # and not once more as a finding that went
    assert change.sentence == nearer
    assert change.style.verdict_label == "nearer"
    assert change.rows[-1] is change.style


def test_a_take_that_went_further_from_its_style_says_so() -> None:
    change = compare_takes(with_style(0.5), with_style(0.9))
    assert change.sentence == (
        "Further from “happy” than before: 50\xa0% now, 90\xa0% then."
    )


def test_a_style_moved_by_less_than_noise_moves_it_has_not_changed() -> None:
    change = compare_takes(with_style(0.7), with_style(0.9))
    assert change.is_none
    assert change.style.verdict_label == "no real change"


@pytest.mark.parametrize("target", [None, "sad"])
def test_takes_meant_for_different_styles_are_not_compared_by_style(
    target: str | None,
) -> None:
    assert compare_takes(with_style(0.9), with_style(0.1, target=target)).style is None


def test_the_best_take_has_the_highest_total() -> None:
    reports = [native_report() for _ in range(3)]
    for report, value in zip(reports, (5.0, 8.0, 8.0), strict=True):
        report["delivery"]["total"]["value"] = value
        report["expression"] = None
    assert best_of(reports) == 1
    assert best_of([{"delivery": None}]) is None


def test_the_best_take_of_a_style_is_the_nearest_to_it() -> None:
    reports = [with_style(share) for share in (0.2, 0.7, 0.4)]
    for report, value in zip(reports, (8.0, 5.0, 6.0), strict=True):
        report["delivery"]["total"]["value"] = value
    assert best_of(reports) == 1
    reports[1]["expression"] = None  # not asked for then: nearness does not compare
    assert best_of(reports) == 0


def test_a_report_without_scores_can_be_compared() -> None:
    report = {**native_report(), "delivery": None}
    assert compare_takes(report, native_report()).scores == ()
