"""The melodies of a class as one drawing: interquartile range over natives' band."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import quantiles

from teaching_app.insights.facts.voices import BINS, Column, Voice
from teaching_app.insights.selectors.live_round import LEAST_TAKES

SYLLABLE = 72  # width of a syllable, in units of the drawing
HEIGHT = 240
MIN_SPAN_ST = 8  # so that a flat melody does not look lively


@dataclass(frozen=True, slots=True)
class Label:
    """A syllable under the drawing."""

    text: str
    x: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Points of SVG shapes; empty where there is nothing to draw.

    ``class_span``, ``native_span``: ranges of the median melodies, in semitones.
    """

    width: int
    height: int
    labels: tuple[Label, ...]
    natives: tuple[str, ...]
    native_middle: tuple[str, ...]
    class_half: tuple[str, ...]
    class_middle: tuple[str, ...]
    shown: tuple[str, ...]
    class_span: float | None
    native_span: float | None


def draw(voices: Mapping[int, Voice], shown: Collection[int]) -> Drawing | None:
    """Draw the takes with the most common syllables; those in ``shown`` as lines."""
    if not voices:
        return None
    layout = Counter(v.syllables for v in voices.values()).most_common(1)[0][0]
    alike = {key: v for key, v in voices.items() if v.syllables == layout}
    first = next(iter(alike.values()))
    own = [alike[key].mine for key in alike if key in shown]
    low, middle, high = _quartiles([voice.mine for voice in alike.values()])
    y = _Scale([first.low, first.high, low, high, *own])
    return Drawing(
        width=SYLLABLE * len(layout),
        height=HEIGHT,
        labels=tuple(Label(t, SYLLABLE * (i + 0.5)) for i, t in enumerate(layout)),
        natives=tuple(y.areas(first.low, first.high)),
        native_middle=tuple(y.lines(first.median)),
        class_half=tuple(y.areas(low, high)),
        class_middle=tuple(y.lines(middle)),
        shown=tuple(line for column in own for line in y.lines(column)),
        class_span=_span(middle),
        native_span=_span(first.median),
    )


def _quartiles(columns: Sequence[Column]) -> tuple[Column, Column, Column]:
    """Quartiles of each bin in which half of the takes, and enough, are voiced."""
    least = max(LEAST_TAKES, len(columns) / 2)
    rows = [[v for v in row if v is not None] for row in zip(*columns, strict=True)]
    cut = [
        tuple(quantiles(row, n=4, method="inclusive"))
        if len(row) >= least
        else (None, None, None)
        for row in rows
    ]
    low, middle, high = zip(*cut, strict=True)
    return low, middle, high


def _span(column: Column) -> float | None:
    known = [value for value in column if value is not None]
    return max(known) - min(known) if known else None


class _Scale:
    """Maps semitones to heights, over the range of all that is drawn."""

    def __init__(self, columns: Sequence[Column]) -> None:
        known = [v for column in columns for v in column if v is not None] or [0.0]
        middle = (max(known) + min(known)) / 2
        span = max(max(known) - min(known) + 2, MIN_SPAN_ST)
        self._top, self._per_st = middle + span / 2, HEIGHT / span

    def lines(self, column: Column) -> Iterator[str]:
        """Points of the line of each stretch without a gap."""
        for run in _runs(column):
            yield " ".join(self._point(i, column[i]) for i in run)

    def areas(self, low: Column, high: Column) -> Iterator[str]:
        """Points of the outline of each stretch between two contours."""
        both = tuple(
            None if None in pair else 0.0 for pair in zip(low, high, strict=True)
        )
        for run in _runs(both):
            there = [self._point(i, high[i]) for i in run]
            back = [self._point(i, low[i]) for i in reversed(run)]
            yield " ".join(there + back)

    def _point(self, i: int, value: float | None) -> str:
        x = (i + 0.5) * SYLLABLE / BINS
        return f"{x:.0f},{(self._top - (value or 0.0)) * self._per_st:.1f}"


def _runs(column: Column) -> Iterator[list[int]]:
    """Runs of at least two neighbouring known values."""
    for is_known, group in groupby(range(len(column)), lambda i: column[i] is not None):
        run = list(group)
        if is_known and len(run) > 1:
            yield run
