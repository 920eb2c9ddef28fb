"""Progress by skill, from takes whose truth is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from emotion_engine import StressState
from teaching_app.practice.feedback.facts import TakeFacts, facts_of
from teaching_app.practice.feedback.progress import (
    HEIGHT,
    WIDTH,
    SkillGraph,
    skill_graphs,
)
from tests.reports import as_read, finding, native_report

MONDAY = date(2026, 11, 2)


@dataclass(frozen=True)
class Weeks:
    """A period as the selector gives it."""

    day: date
    takes: tuple[TakeFacts, ...]


def take(*states: str) -> TakeFacts:
    """What progress sees of a take whose longer words had these states."""
    return TakeFacts(stress=tuple(StressState(state) for state in states))


def graphs(*weeks: list[TakeFacts]) -> dict[str, SkillGraph]:
    periods = [
        Weeks(MONDAY + timedelta(weeks=i), tuple(takes))
        for i, takes in enumerate(weeks)
    ]
    return {graph.code: graph for graph in skill_graphs(periods)}


def test_the_share_of_words_in_place_is_the_word_stress() -> None:
    graph = graphs([take("as_expected", "elsewhere", "unclear", "not_graded")])[
        "stress"
    ]
    assert graph.latest.percent == 50
    assert graph.latest.n == 3


def test_few_words_leave_a_wider_interval_than_many() -> None:
    few = graphs([take("as_expected", "elsewhere")])["stress"].latest
    many = graphs([take(*(["as_expected", "elsewhere"] * 20))])["stress"].latest
    assert few.percent == many.percent == 50
    width = few.high_percent - few.low_percent
    assert width > 2 * (many.high_percent - many.low_percent)


def test_all_words_in_place_are_not_yet_certain() -> None:
    latest = graphs([take(*(["as_expected"] * 5))])["stress"].latest
    assert latest.percent == latest.high_percent == 100
    assert 50 < latest.low_percent < 70


@pytest.mark.parametrize(
    ("first", "last", "trend"),
    [
        ("elsewhere", "as_expected", "better"),
        ("as_expected", "elsewhere", "weaker"),
        ("as_expected", "as_expected", "same"),
    ],
)
def test_a_trend_is_named_only_where_intervals_part(
    first: str, last: str, trend: str
) -> None:
    graph = graphs([take(*[first] * 20)], [take(*[last] * 20)])["stress"]
    assert graph.trend == trend
    assert graph.trend_label


def test_one_period_has_no_trend() -> None:
    assert graphs([take("as_expected")])["stress"].trend == ""


def test_skills_that_no_take_speaks_of_are_left_out() -> None:
    assert set(graphs([take("as_expected")])) == {"stress"}
    assert graphs() == {}


def test_a_whole_report_speaks_of_every_skill() -> None:
    found = graphs([facts_of(as_read(native_report()))])
    assert list(found) == ["stress", "focus", "melody", "rhythm", "delivery", "style"]
    assert found["melody"].latest.percent == 46
    assert found["style"].latest.percent == 37
    delivery = found["delivery"].latest
    assert (delivery.low_percent, delivery.percent, delivery.high_percent) == (
        66,
        72,
        78,
    )


@pytest.mark.parametrize(
    "code",
    ["accent_on_other_word", "nucleus_on_other_word", "focus_on_other_word"],
)
def test_a_take_that_leaned_on_another_word_lowers_the_focus(code: str) -> None:
    right = as_read(native_report())
    wrong = replace(right, findings=(finding(code), *right.findings))
    found = graphs([facts_of(right), facts_of(wrong)])["focus"].latest
    assert (found.percent, found.n) == (50, 2)


def test_points_run_from_left_to_right_inside_the_drawing() -> None:
    points = graphs(*[[take("as_expected", "elsewhere")] for _ in range(4)])[
        "stress"
    ].points
    xs = [point.x for point in points]
    assert xs == sorted(set(xs))
    for point in points:
        assert 0 < point.x < WIDTH
        assert 0 < point.high_y <= point.y <= point.low_y < HEIGHT
