from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone

import pytest

from teaching_app.insights.facts.figures import Figures, monday_of
from teaching_app.insights.feedback.skills import of_class, over_learners, t_quantile
from teaching_app.practice.feedback.facts import TakeFacts
from teaching_app.practice.feedback.progress import mean_of

START = datetime(2026, 9, 7, 12, tzinfo=timezone.utc)  # noqa: UP017


def figures(learner: int, week: int, clarity: float) -> Figures:
    at = START + timedelta(weeks=week)
    return Figures(1, 1, learner, 1, at, monday_of(at), True, TakeFacts(), clarity)


def clarity_of(takes):
    return mean_of(take.clarity for take in takes)


@pytest.mark.parametrize(
    ("degrees", "true"), [(4, 2.776), (9, 2.262), (23, 2.069), (200, 1.972)]
)
def test_students_quantile_agrees_with_tables(degrees: int, true: float) -> None:
    assert t_quantile(degrees) == pytest.approx(true, abs=0.03)


def test_every_learner_counts_once_however_much_was_sent() -> None:
    takes = [figures(1, 0, 0.2)] * 50 + [figures(2, 0, 0.6), figures(3, 0, 0.7)]
    assert over_learners(clarity_of, takes).value == pytest.approx(0.5)


def test_a_class_without_spread_still_has_an_interval() -> None:
    found = over_learners(clarity_of, [figures(n, 0, 1.0) for n in range(10)])
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(0.72, abs=0.01)


def test_two_learners_are_no_class() -> None:
    assert over_learners(clarity_of, [figures(1, 0, 0.2), figures(2, 0, 0.6)]) is None


def test_the_interval_holds_the_truth_nineteen_times_in_twenty() -> None:
    rng = random.Random(5)
    hits = 0
    for _ in range(400):
        takes = [figures(n, 0, rng.gauss(0.5, 0.1)) for n in range(8)]
        found = over_learners(clarity_of, takes)
        hits += found.low <= 0.5 <= found.high
    assert 0.92 <= hits / 400 <= 0.98


def test_a_class_that_stays_as_it_is_shows_no_real_change() -> None:
    rng = random.Random(1)
    takes = [figures(n, w, rng.gauss(0.5, 0.1)) for w in range(6) for n in range(12)]
    (graph,) = of_class(takes)
    assert (graph.code, graph.trend, len(graph.points)) == ("clarity", "same", 6)


def test_a_class_that_gets_better_shows_it() -> None:
    rng = random.Random(1)
    takes = [
        figures(n, w, rng.gauss(0.4 + 0.06 * w, 0.05))
        for w in range(6)
        for n in range(12)
    ]
    (graph,) = of_class(takes)
    assert graph.trend == "better"
