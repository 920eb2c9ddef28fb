"""Charts of skills over time, for a class and for one learner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import fmean, stdev

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from teaching_app.insights.facts.figures import Figures
from teaching_app.practice.feedback.progress import (
    SKILLS,
    Estimate,
    SkillGraph,
    Z,
    draw,
    mean_of,
    share_of,
)

TAKE_BY_TAKE = ("stress", "rhythm", "melody", "clarity")
FEWEST_IN_WEEK = 3  # learners; a mean over fewer does not represent the class

Value = Callable[[Sequence[Figures]], Estimate | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """A skill and how to compute it from figures."""

    label: Promise
    meaning: Promise
    value: Value

    def graph(self, code: str, known: Sequence[tuple[date, Estimate]]) -> SkillGraph:
        """Draw estimates over days."""
        return draw(code, known, label=self.label, meaning=self.meaning)


def _of_practice(code: str) -> Measured:
    skill = SKILLS[code]
    return Measured(
        skill.label,
        skill.meaning,
        lambda takes: skill.estimate([take.skills for take in takes]),
    )


def _clarity(takes: Sequence[Figures]) -> Estimate | None:
    return mean_of(take.clarity for take in takes)


MEASURED = {
    **{code: _of_practice(code) for code in ("stress", "rhythm", "melody", "focus")},
    "clarity": Measured(
        _("Clear sounds"), _("of the highest score that listeners give"), _clarity
    ),
}


def of_class(figures: Iterable[Figures]) -> tuple[SkillGraph, ...]:
    """Each skill by week: the mean over learners, with its interval over learners."""
    weeks: defaultdict[date, list[Figures]] = defaultdict(list)
    for take in figures:
        if take.assessable:
            weeks[take.monday].append(take)
    graphs = (
        measured.graph(code, _by_week(measured.value, weeks))
        for code, measured in MEASURED.items()
    )
    return tuple(graph for graph in graphs if graph.points)


def of_learner(figures: Iterable[Figures], *, latest: int) -> tuple[SkillGraph, ...]:
    """Each skill by take, the latest takes only."""
    takes = [take for take in figures if take.assessable][-latest:]
    graphs = (
        measured.graph(
            code,
            [
                (take.taken_at.date(), estimate)
                for take in takes
                if (estimate := measured.value([take]))
            ],
        )
        for code, measured in MEASURED.items()
        if code in TAKE_BY_TAKE
    )
    return tuple(graph for graph in graphs if graph.points)


def _by_week(
    value: Value, weeks: dict[date, list[Figures]]
) -> list[tuple[date, Estimate]]:
    found = ((monday, over_learners(value, takes)) for monday, takes in weeks.items())
    return [(monday, estimate) for monday, estimate in found if estimate]


def over_learners(
    value: Value, takes: Iterable[Figures], *, fewest: int = FEWEST_IN_WEEK
) -> Estimate | None:
    """Average over learners, each counted once; ``None`` if there are too few."""
    of_each: defaultdict[int, list[Figures]] = defaultdict(list)
    for take in takes:
        of_each[take.enrolment].append(take)
    estimates = (value(mine) for mine in of_each.values())
    values = [estimate.value for estimate in estimates if estimate]
    if len(values) < fewest:
        return None
    mean = fmean(values)
    if mean in (0.0, 1.0):  # without any spread Student's interval would be a point
        return share_of(values)
    half = t_quantile(len(values) - 1) * stdev(values) / sqrt(len(values))
    return Estimate(mean, max(0.0, mean - half), min(1.0, mean + half), len(values))


def t_quantile(degrees: int) -> float:
    """Student's t at 97.5 %, by Cornish-Fisher expansion (within 0.03 from 4 on)."""
    return (
        Z
        + (Z**3 + Z) / (4 * degrees)
        + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * degrees**2)
        + (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / (384 * degrees**3)
    )


def trend_of_learner(code: str, figures: Iterable[Figures]) -> str:
    """Describe the change from first to last week; empty if there is only one."""
    weeks: defaultdict[date, list[Figures]] = defaultdict(list)
    for take in figures:
        if take.assessable:
            weeks[take.monday].append(take)
    measured = MEASURED[code]
    known = [
        (monday, estimate)
        for monday, takes in weeks.items()
        if (estimate := measured.value(takes)) and len(takes) > 1
    ]
    return measured.graph(code, known).trend_label
