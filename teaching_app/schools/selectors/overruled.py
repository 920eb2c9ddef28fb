"""How often teachers overrule the engine's results."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from emotion_engine import StressState
from teaching_app.schools.judging import words
from teaching_app.schools.models import Judgement, SchoolClass

Z_95 = NormalDist().inv_cdf(0.975)
Verdict = Judgement.Verdict


@dataclass(frozen=True, slots=True)
class OverruledLine:
    """The share of individually judged points that was overruled.

    ``low`` and ``high`` are the 95 % interval of the share (Wilson, 1927). ``n_in_bulk``
    were confirmed in bulk and are not counted in the share.
    """

    topic: str
    n_judged: int
    n_overruled: int
    n_in_bulk: int

    @property
    def share(self) -> float:
        return self.n_overruled / self.n_judged if self.n_judged else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson_interval(self.n_overruled, self.n_judged)

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    @property
    def low_percent(self) -> int:
        return round(100 * self.interval[0])

    @property
    def high_percent(self) -> int:
        return round(100 * self.interval[1])

    @property
    def width_percent(self) -> int:
        return self.high_percent - self.low_percent


def wilson_interval(n_hits: int, n: int) -> tuple[float, float]:
    """Wilson's 95 % score interval of a share; 0 to 1 where there are no trials.

    >>> [round(edge, 3) for edge in wilson_interval(1, 10)]
    [0.018, 0.404]
    """
    if n == 0:
        return 0.0, 1.0
    share, z2 = n_hits / n, Z_95**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def by_finding(
    classes: QuerySet[SchoolClass] | None = None,
) -> list[OverruledLine]:
    """One line per kind of point, most judged first; by default of all classes."""
    counted = (
        _in_force(classes)
        .order_by()
        .values("about", "finding", "band")
        .annotate(
            n_judged=Count("pk", filter=Q(is_in_bulk=False)),
            n_overruled=Count(
                "pk", filter=Q(is_in_bulk=False, verdict=Verdict.OVERRULED)
            ),
            n_in_bulk=Count("pk", filter=Q(is_in_bulk=True)),
        )
    )
    lines = [
        OverruledLine(
            words.topic(row["about"], finding=row["finding"], band=row["band"]),
            row["n_judged"],
            row["n_overruled"],
            row["n_in_bulk"],
        )
        for row in counted
    ]
    return sorted(lines, key=lambda line: (-line.n_judged, line.topic))


def overall(lines: list[OverruledLine], topic: str = "") -> OverruledLine:
    """Sum up all lines."""
    return OverruledLine(
        topic,
        sum(line.n_judged for line in lines),
        sum(line.n_overruled for line in lines),
        sum(line.n_in_bulk for line in lines),
    )


def _in_force(classes: QuerySet[SchoolClass] | None) -> QuerySet[Judgement]:
    """The newest judgement of each point of which the engine was sure enough to tell.

    Where it heard no clear stress, or only asked, a teacher answers and overrules nothing.
    """
    later = Judgement.objects.filter(
        submission=OuterRef("submission"),
        point=OuterRef("point"),
        pk__gt=OuterRef("pk"),
    )
    rows = Judgement.objects.filter(~Exists(later)).exclude(
        about=Judgement.About.STRESS, machine__state=StressState.UNCLEAR.value
    )
    if classes is None:
        return rows
    path = "submission__item__assignment__school_class__in"
    return rows.filter(**{path: classes.order_by().values("pk")})
