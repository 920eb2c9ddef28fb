"""The melody of one take on an axis shared by all takes of the phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from teaching_app.practice.feedback.melody import MelodyChart

BINS = 4  # of a syllable

Column = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Semitones in ``BINS`` parts of each syllable; ``None`` where nothing is voiced.

    ``mine`` is the learner's, the other three the natives' band, where there is one.
    """

    syllables: tuple[str, ...]
    mine: Column
    low: Column
    median: Column
    high: Column


def voice_of(chart: MelodyChart) -> Voice:
    """Resample a chart to the shared axis, each bin by the mean of its points."""
    n_bins = BINS * len(chart.ticks)

    def binned(values: Sequence[float | None]) -> Column:
        points: defaultdict[int, list[float]] = defaultdict(list)
        for position, value in zip(chart.position, values, strict=True):
            if value is not None:
                points[int(position * BINS)].append(value)
        return tuple(fmean(points[i]) if i in points else None for i in range(n_bins))

    return Voice(
        syllables=tuple(tick.label for tick in chart.ticks),
        mine=binned(chart.mine),
        low=binned(chart.low),
        median=binned(chart.median),
        high=binned(chart.high),
    )
