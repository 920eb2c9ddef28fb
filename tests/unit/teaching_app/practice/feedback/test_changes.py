"""An earlier take beside this one."""

from __future__ import annotations

from dataclasses import replace

import pytest

import emotion_engine as engine
from teaching_app.practice.feedback.changes import best_of, compare_takes, verdict_of
from tests.reports import as_read, finding, native_report, synthetic_report

NATIVE = as_read(native_report())
SYNTHETIC = as_read(synthetic_report())


def corrected() -> engine.UtteranceReport:
    """The synthetic report with its stress in place and nothing else to work on."""
    report = synthetic_report()
    report["words"][1].update(stress_state="as_expected", stressed_syllable=1)
    return replace(as_read(report), findings=(finding("well_done", 0.0),))


def test_a_stress_that_is_in_place_now_is_called_corrected() -> None:
    change = compare_takes(corrected(), SYNTHETIC)
    assert change.solved == (
        "Corrected: the stress of “photographer” is in place now.",
    )
    assert change.sentence == change.solved[0]
    assert not change.new
    assert not change.still


def test_a_stress_that_moved_back_is_new() -> None:
    change = compare_takes(SYNTHETIC, corrected())
    assert change.new == ("Stress “tog” in “photographer”",)
    assert not change.solved


def test_an_unclear_stress_after_a_wrong_one_is_not_corrected() -> None:
    unclear = synthetic_report()
    unclear["findings"][0]["code"] = "stress_unclear"
    change = compare_takes(as_read(unclear), SYNTHETIC)
    assert not change.solved
    assert len(change.still) == 1


def test_other_findings_are_named_by_what_they_were_about() -> None:
    report = replace(NATIVE, findings=NATIVE.findings[:1])
    change = compare_takes(report, NATIVE)
    assert any("“talking”" in text for text in change.solved)
    assert change.still == ("Let the voice move more",)


@pytest.mark.parametrize(
    ("now", "verdict"),
    [((6.5, 7.5), "same"), ((7.3, 8.3), "better"), ((5.0, 6.1), "weaker")],
)
def test_scores_differ_only_where_their_intervals_part(
    now: tuple[float, float], verdict: str
) -> None:
    before = engine.ScoreEstimate(6.7, 6.2, 7.2)
    assert verdict_of(engine.ScoreEstimate(sum(now) / 2, *now), before) == verdict


def test_the_same_take_again_is_no_real_change() -> None:
    change = compare_takes(NATIVE, NATIVE)
    assert change.is_none
    assert {score.verdict for score in change.scores} == {"same"}
    assert change.sentence == "No real change since your last take."
    assert change.scores[0].verdict_label == "no real change"


def with_style(share: float, *, target: str | None = "happy") -> engine.UtteranceReport:
    """The natives' report with so much of a style; far from it below a half."""
    probabilities = NATIVE.expression.probabilities | {"happy": share}
    details = {"style": "happy", "sounds_like": "neutral"}
    far = finding("style_far_from_target", details=details)
    return replace(
        NATIVE,
        expression=replace(
            NATIVE.expression, target=target, probabilities=probabilities
        ),
        findings=(far,) if share < 0.5 else (),
    )


def with_total(report: engine.UtteranceReport, value: float) -> engine.UtteranceReport:
    """The same report with another overall score."""
    total = replace(report.delivery.total, value=value)
    return replace(report, delivery=replace(report.delivery, total=total))


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
    unasked = replace(NATIVE, expression=None)
    assert best_of([with_total(unasked, value) for value in (5.0, 8.0, 8.0)]) == 1
    assert best_of([replace(unasked, delivery=None)]) is None


def test_the_best_take_of_a_style_is_the_nearest_to_it() -> None:
    shares, totals = (0.2, 0.7, 0.4), (8.0, 5.0, 6.0)
    reports = [
        with_total(with_style(share), total)
        for share, total in zip(shares, totals, strict=True)
    ]
    assert best_of(reports) == 1
    # Not asked for in one of them: nearness does not compare.
    reports[1] = replace(reports[1], expression=None)
    assert best_of(reports) == 0


def test_a_report_without_scores_can_be_compared() -> None:
    assert compare_takes(replace(NATIVE, delivery=None), NATIVE).scores == ()
