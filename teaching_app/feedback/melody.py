"""The learner's melody over the natives' band, ready to be drawn and to be read."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Tick:
    """One syllable below the chart: the stretch of the axis that it covers."""

    start: float
    end: float
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class MelodyChart:
    """Columns of equal length over ``position`` (syllable index + fraction).

    ``None`` in ``mine`` is unvoiced: the line has a gap there.
    """

    position: tuple[float, ...]
    time_s: tuple[float, ...]
    mine: tuple[float | None, ...]
    low: tuple[float | None, ...]
    median: tuple[float | None, ...]
    high: tuple[float | None, ...]
    ticks: tuple[Tick, ...]
    summary: str

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
                {"start": t.start, "end": t.end, "label": t.label, "strong": t.strong}
                for t in self.ticks
            ],
            "hasNatives": self.has_natives,
        }


def melody_chart(report: dict[str, Any]) -> MelodyChart | None:
    """Draw against the natives where there are any, else the learner alone."""
    syllables = [s for w in report.get("words") or () for s in w["syllables"]]
    if not syllables:
        return None
    comparison = report.get("comparison") or {}
    points = comparison.get("melody") or _own_points(report.get("melody"), syllables)
    if not any(point["f0_st"] is not None for point in points):
        return None
    return MelodyChart(
        position=tuple(p["position"] for p in points),
        time_s=tuple(p["time_s"] for p in points),
        mine=tuple(p["f0_st"] for p in points),
        low=tuple(p["low_st"] for p in points),
        median=tuple(p["median_st"] for p in points),
        high=tuple(p["high_st"] for p in points),
        ticks=_ticks(syllables),
        summary=_summary(points, syllables, comparison.get("melody_inside_share")),
    )


def _ticks(syllables: list[dict[str, Any]]) -> tuple[Tick, ...]:
    return tuple(
        Tick(i, i + 1, s["text"], s["expected_stress"] == 1)
        for i, s in enumerate(syllables)
    )


def _own_points(melody: dict | None, syllables: list[dict]) -> list[dict[str, Any]]:
    if not melody:
        return []
    starts = [s["start_s"] for s in syllables]
    points = []
    for i, f0_st in enumerate(melody["f0_st"]):
        time_s = melody["start_s"] + i * melody["hop_s"]
        index = bisect_right(starts, time_s) - 1
        if index < 0 or time_s > syllables[index]["end_s"]:
            continue
        points.append(_point(index, syllables[index], time_s, f0_st))
    return points


def _point(
    index: int, syllable: dict, time_s: float, f0_st: float | None
) -> dict[str, Any]:
    length_s = max(syllable["end_s"] - syllable["start_s"], 1e-3)
    fraction = min((time_s - syllable["start_s"]) / length_s, 0.999)
    return {
        "position": round(index + fraction, 3),
        "time_s": round(time_s, 3),
        "f0_st": f0_st,
        "low_st": None,
        "median_st": None,
        "high_st": None,
    }


def _summary(points: list[dict], syllables: list[dict], share: float | None) -> str:
    voiced = [p for p in points if p["f0_st"] is not None]
    high = max(voiced, key=lambda p: p["f0_st"])
    low = min(voiced, key=lambda p: p["f0_st"])
    sentences = [
        _(
            "Your melody spans %(range).0f semitones: highest on “%(high)s”, "
            "lowest on “%(low)s”."
        )
        % {
            "range": high["f0_st"] - low["f0_st"],
            "high": _syllable_at(high["position"], syllables),
            "low": _syllable_at(low["position"], syllables),
        }
    ]
    if share is not None:
        sentences.append(
            _(
                "For %(percent)d %% of the voiced time it lies inside the range of "
                "the native speakers."
            )
            % {"percent": round(100 * share)}
        )
    return " ".join(sentences)


def _syllable_at(position: float, syllables: list[dict]) -> str:
    return syllables[min(int(position), len(syllables) - 1)]["text"]
