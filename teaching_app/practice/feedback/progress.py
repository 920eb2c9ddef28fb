"""Progress by skill: shares and scores over time, each with its interval, as graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import fmean
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine

from .facts import TakeFacts

Z = 1.96  # quantile of the normal distribution for 95 %
HIGHEST_SCORE = 10.0
WIDTH, HEIGHT, MARGIN = 600, 140, 10
CREDIT = {
    engine.StressState.AS_EXPECTED: 1.0,
    engine.StressState.UNCLEAR: 0.5,
    engine.StressState.ELSEWHERE: 0.0,
}


class PeriodLike(Protocol):
    """A period of time and the facts of its takes."""

    day: date
    takes: tuple[TakeFacts, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value between 0 and 1 with its interval, from ``n`` words, takes or measures."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Point:
    """One estimate on the graph; coordinates are pixels of a drawing of 600 by 140."""

    day: date
    percent: int
    low_percent: int
    high_percent: int
    n: int
    x: int
    y: int
    low_y: int
    high_y: int

    @property
    def height(self) -> int:
        return max(self.low_y - self.high_y, 2)


@dataclass(frozen=True, slots=True)
class SkillGraph:
    """One skill over time; ``trend`` is better, same, weaker or empty."""

    code: str
    label: str
    meaning: str
    points: tuple[Point, ...]
    trend: str

    @property
    def line(self) -> str:
        return " ".join(f"{p.x},{p.y}" for p in self.points)

    @property
    def latest(self) -> Point:
        return self.points[-1]

    @property
    def trend_label(self) -> str:
        return str(TRENDS[self.trend]) if self.trend else ""


@dataclass(frozen=True, slots=True)
class Skill:
    """How one skill is estimated from the takes of a period."""

    label: Promise
    meaning: Promise
    estimate: Callable[[Sequence[TakeFacts]], Estimate | None]


def skill_graphs(periods: Sequence[PeriodLike]) -> tuple[SkillGraph, ...]:
    """A graph for each skill for which there is any evidence."""
    graphs = (_graph(code, skill, periods) for code, skill in SKILLS.items())
    return tuple(graph for graph in graphs if graph.points)


def _graph(code: str, skill: Skill, periods: Sequence[PeriodLike]) -> SkillGraph:
    found = [(period.day, skill.estimate(period.takes)) for period in periods]
    known = [(day, estimate) for day, estimate in found if estimate]
    return draw(code, known, label=skill.label, meaning=skill.meaning)


def draw(
    code: str,
    known: Sequence[tuple[date, Estimate]],
    *,
    label: Promise,
    meaning: Promise,
) -> SkillGraph:
    """The graph of estimates by day, with their trend."""
    points = tuple(
        _point(day, estimate, i, len(known)) for i, (day, estimate) in enumerate(known)
    )
    trend = _trend([estimate for _day, estimate in known])
    return SkillGraph(code, str(label), str(meaning), points, trend)


def _point(day: date, estimate: Estimate, index: int, n_points: int) -> Point:
    step = (WIDTH - 2 * MARGIN) / max(n_points - 1, 1)
    return Point(
        day=day,
        percent=round(100 * estimate.value),
        low_percent=round(100 * estimate.low),
        high_percent=round(100 * estimate.high),
        n=estimate.n,
        x=round(MARGIN + index * step),
        y=_y(estimate.value),
        low_y=_y(estimate.low),
        high_y=_y(estimate.high),
    )


def _y(share: float) -> int:
    return round(MARGIN + (1 - share) * (HEIGHT - 2 * MARGIN))


def _trend(estimates: Sequence[Estimate]) -> str:
    """The trend, if the intervals of the first and the last estimate are disjoint."""
    if len(estimates) < 2:
        return ""
    first, last = estimates[0], estimates[-1]
    if last.low > first.high:
        return "better"
    return "weaker" if last.high < first.low else "same"


# --- what each skill is estimated from ----------------------------------------------


def _word_stress(takes: Sequence[TakeFacts]) -> Estimate | None:
    return share_of(
        CREDIT[state] for take in takes for state in take.stress if state in CREDIT
    )


def _focus(takes: Sequence[TakeFacts]) -> Estimate | None:
    return share_of(
        float(take.has_focus) for take in takes if take.has_focus is not None
    )


def _melody(takes: Sequence[TakeFacts]) -> Estimate | None:
    return mean_of(take.melody for take in takes)


def _rhythm(takes: Sequence[TakeFacts]) -> Estimate | None:
    return share_of(float(inside) for take in takes for inside in take.rhythm)


def _delivery(takes: Sequence[TakeFacts]) -> Estimate | None:
    """The mean score; its interval is that of one take, narrowed by their number."""
    totals = [take.delivery for take in takes if take.delivery]
    if not totals:
        return None
    mean = fmean(total.value for total in totals) / HIGHEST_SCORE
    half = fmean(total.high - total.low for total in totals) / 2 / HIGHEST_SCORE
    return _estimate(mean, half / sqrt(len(totals)), len(totals))


def _style(takes: Sequence[TakeFacts]) -> Estimate | None:
    return mean_of(take.style for take in takes)


def share_of(credits: Iterable[float]) -> Estimate | None:
    """A share with Wilson's interval, valid for small samples and extreme shares."""
    values = list(credits)
    n = len(values)
    if not n:
        return None
    share = fmean(values)
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Estimate(share, min(low, share), max(high, share), n)


def mean_of(values: Iterable[float | None]) -> Estimate | None:
    """A mean with its interval; a single take says nothing about the spread."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    mean, n = fmean(known), len(known)
    # statistics.stdev is exact but ten times slower, which is noticeable for a class.
    variance = sum((value - mean) ** 2 for value in known) / (n - 1) if n > 1 else 0.0
    return _estimate(mean, Z * sqrt(variance / n), n)


def _estimate(value: float, half: float, n: int) -> Estimate:
    return Estimate(value, max(0.0, value - half), min(1.0, value + half), n)


TRENDS = {
    "better": _("better than at the beginning"),
    "same": _("no clear change yet"),
    "weaker": _("weaker than at the beginning"),
}
SKILLS = {
    "stress": Skill(
        _("Word stress"), _("words whose stress was in place"), _word_stress
    ),
    "focus": Skill(
        _("The word that matters"), _("takes that leaned on natives’ word"), _focus
    ),
    "melody": Skill(_("Melody"), _("time inside the natives’ range"), _melody),
    "rhythm": Skill(
        _("Rhythm and speed"),
        _("speed, pauses and syllable lengths inside the natives’ range"),
        _rhythm,
    ),
    "delivery": Skill(
        _("Delivery"), _("of the highest score that listeners give"), _delivery
    ),
    "style": Skill(
        _("Style"), _("native performances that are no nearer to the style"), _style
    ),
}
