"""The learner's melody over the natives' band, as a chart and in words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

import emotion_engine as engine

from .marks import expected_level


@dataclass(frozen=True, slots=True)
class Tick:
    """One syllable below the chart: the range of the axis that it covers.

    ``name`` is its word's index and its own ("2.0"), as in the reference's timings.
    """

    name: str
    start: float
    end: float
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class MelodyChart:
    """Columns of equal length over ``position`` (syllable index + fraction).

    ``None`` in ``mine`` is unvoiced: the line has a gap there. ``is_expected`` says that
    the band is what natives are expected to do, not what they did.
    """

    position: tuple[float, ...]
    time_s: tuple[float, ...]
    mine: tuple[float | None, ...]
    low: tuple[float | None, ...]
    median: tuple[float | None, ...]
    high: tuple[float | None, ...]
    ticks: tuple[Tick, ...]
    summary: str
    is_expected: bool = False

    @property
    def has_natives(self) -> bool:
        return any(value is not None for value in self.median)

    def to_json(self) -> dict[str, Any]:
        """What ``<melody-chart>`` reads."""
        return {
            "columns": [
                list(column)
                for column in (
                    self.position,
                    self.mine,
                    self.low,
                    self.median,
                    self.high,
                )
            ],
            "times": list(self.time_s),
            "ticks": [
                {
                    "name": t.name,
                    "start": t.start,
                    "end": t.end,
                    "label": t.label,
                    "strong": t.strong,
                }
                for t in self.ticks
            ],
            "hasNatives": self.has_natives,
            "isExpected": self.is_expected,
        }


def melody_chart(report: engine.UtteranceReport) -> MelodyChart | None:
    """Build the chart with the natives if there are any, else of the learner alone."""
    said = _said_syllables(report)
    compared = _compared_points(report.comparison)
    alone = _own_points(report.melody, said)
    points = [
        replace(point, position=round(at + point.position % 1, 3))
        for at, syllable in enumerate(said)
        for point in compared.get(syllable.key) or alone.get(syllable.key) or ()
    ]
    if not any(point.f0_st is not None for point in points):
        return None
    is_expected = report.comparison is not None and report.natives is None
    return MelodyChart(
        position=tuple(p.position for p in points),
        time_s=tuple(p.time_s for p in points),
        mine=tuple(p.f0_st for p in points),
        low=tuple(p.low_st for p in points),
        median=tuple(p.median_st for p in points),
        high=tuple(p.high_st for p in points),
        ticks=tuple(
            Tick(f"{s.key[0]}.{s.key[1]}", i, i + 1, s.text, s.strong)
            for i, s in enumerate(said)
        ),
        summary=_summary(
            points,
            said,
            report.comparison.melody_inside_share if report.comparison else None,
            is_expected,
        ),
        is_expected=is_expected,
    )


@dataclass(frozen=True, slots=True)
class _Syllable:
    """One syllable as said; ``key`` is its word's index and its own in the word."""

    key: tuple[int, int]
    text: str
    strong: bool
    start_s: float
    end_s: float


def _said_syllables(report: engine.UtteranceReport) -> list[_Syllable]:
    return [
        _Syllable(
            key=(word.index, i),
            text=syllable.text,
            strong=_is_strong(word, syllable),
            start_s=syllable.start_s,
            end_s=syllable.end_s,
        )
        for word in report.words
        for i, syllable in enumerate(word.syllables)
    ]


def _is_strong(word: engine.WordResult, syllable: engine.SyllableResult) -> bool:
    n_syllables, stress = len(word.syllables), syllable.expected_stress
    return expected_level(word.text, n_syllables, stress) == "strong"


def _compared_points(
    comparison: engine.Comparison | None,
) -> dict[tuple[int, int], list[engine.MelodyPoint]]:
    """Points by syllable; the natives' syllables may differ from those said.

    The engine's positions count the natives' syllables; its list of syllables is in the
    same order.
    """
    if comparison is None:
        return {}
    points = groupby(comparison.melody, key=lambda point: int(point.position))
    rows = [list(row) for _, row in points]
    keys = [(s.word_index, s.syllable_index) for s in comparison.syllables]
    return dict(zip(keys, rows, strict=False))


def _own_points(
    melody: engine.Melody | None, said: Sequence[_Syllable]
) -> dict[tuple[int, int], list[engine.MelodyPoint]]:
    """The learner's contour alone, by syllable."""
    points: dict[tuple[int, int], list[engine.MelodyPoint]] = {}
    if melody is None:
        return points
    starts = [syllable.start_s for syllable in said]
    for i, f0_st in enumerate(melody.f0_st):
        time_s = melody.start_s + i * melody.hop_s
        index = bisect_right(starts, time_s) - 1
        if index >= 0 and time_s <= said[index].end_s:
            point = _point(said[index], time_s, f0_st)
            points.setdefault(said[index].key, []).append(point)
    return points


def _point(
    syllable: _Syllable, time_s: float, f0_st: float | None
) -> engine.MelodyPoint:
    length_s = max(syllable.end_s - syllable.start_s, 1e-3)
    return engine.MelodyPoint(
        position=min((time_s - syllable.start_s) / length_s, 0.999),
        time_s=round(time_s, 3),
        f0_st=f0_st,
        low_st=None,
        median_st=None,
        high_st=None,
    )


def _summary(
    points: Sequence[engine.MelodyPoint],
    said: Sequence[_Syllable],
    share: float | None,
    is_expected: bool,
) -> str:
    voiced = [point for point in points if point.f0_st is not None]
    high = max(voiced, key=lambda point: point.f0_st)
    low = min(voiced, key=lambda point: point.f0_st)
    names = {
        "range": high.f0_st - low.f0_st,
        "high": said[int(high.position)].text,
        "low": said[int(low.position)].text,
    }
    width = _width(names) % names
    if share is None:
        return width
    inside = (
        _(
            "For %(percent)d %% of the voiced time it lies inside the range that is "
            "expected of native speakers."
        )
        if is_expected
        else _(
            "For %(percent)d %% of the voiced time it lies inside the range of the "
            "native speakers."
        )
    )
    return f"{width} {inside % {'percent': round(100 * share)}}"


def _width(names: dict[str, object]) -> str:
    """The range of the melody, in words; within one syllable no extremes are named."""
    if names["high"] == names["low"]:
        return _("The melody spans %(range).0f semitones, all of them on “%(high)s”.")
    return _(
        "The melody spans %(range).0f semitones: highest on “%(high)s”, "
        "lowest on “%(low)s”."
    )
