"""Weigh few natives of a sentence against what is expected of it.

A normal model with two levels: the middle of a sentence lies about its expectation, its
natives lie about that middle. How much of the difference is between sentences is
measured (``Expectation.between``); the more natives there are, the more they count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from .bounds import bounded
from .build import build_profile, of_usual_shape
from .measures import syllable_points, take_measures
from .natives import NativeTake, Origin
from .spread import Spread, spread_of
from .store import Band, Evidence, NativeProfile, SyllableProfile

FEW = 20  # with fewer speakers a sentence is weighed against its expectation
SPREAD_COUNTS_FOR = 20  # natives: how much the expected spread is worth
SHARE_COUNTS_FOR = 4  # natives: how much an expected chance is worth
DEVIATION = 1.2816  # of a normal distribution from its middle to its 90th percentile


def combine(
    takes: Sequence[NativeTake],
    expected: NativeProfile,
    origin: Origin,
    between: Mapping[str, float],
) -> NativeProfile:
    """Describe takes of one phrase in one style by few natives.

    Parameters
    ----------
    expected : NativeProfile
        Of the same phrase and style.
    between : mapping of str to float
        For each measure, the share of the variance that is between sentences.
    """
    alike = of_usual_shape(takes)
    seen = build_profile(alike, origin)
    n = seen.n_speakers
    fits = len(seen.syllables) == len(expected.syllables)
    measured = [take_measures(t.words, t.melody, t.pauses) for t in alike]
    spreads = [spread_of(take.words, take.melody) for take in alike]
    return replace(
        seen,
        evidence=Evidence.COMBINED,
        syllables=tuple(
            combine_syllable(alike, spreads, one, prior, between)
            for one, prior in zip(seen.syllables, expected.syllables, strict=True)
        )
        if fits
        else expected.syllables,
        word_accent_share=weighed(
            seen.word_accent_share, expected.word_accent_share, n
        ),
        nuclear_share=weighed(seen.nuclear_share, expected.nuclear_share, n),
        pause_share=weighed(seen.pause_share, expected.pause_share, n),
        measures={
            name: bounded(
                name,
                combine_band(
                    [m.get(name, np.nan) for m in measured], prior, between[name]
                ),
            )
            for name, prior in expected.measures.items()
        },
    )


def combine_syllable(
    takes: Sequence[NativeTake],
    spreads: Sequence[Spread],
    seen: SyllableProfile,
    prior: SyllableProfile,
    between: Mapping[str, float],
) -> SyllableProfile:
    """Describe one syllable of a take that moves as far as usual (``spread``)."""
    at, index = seen.word_index, seen.syllable_index
    own = [take.words[at].syllables[index] for take in takes]
    pitch, level = np.array(spreads).T
    points = np.array(
        [syllable_points(s, t.melody)[1] for s, t in zip(own, takes, strict=True)]
    )  # (n_takes, n_points)
    values = {
        "duration": [s.relative_duration for s in own],
        "f0": as_numbers([s.f0_median_st for s in own]) / pitch,
        "level": as_numbers([s.level_db for s in own]) / level,
        "prominence": [s.prominence for s in own],
    }
    bands = {
        name: bounded(name, combine_band(found, getattr(prior, name), between[name]))
        for name, found in values.items()
    }
    n_speakers = len({take.speaker for take in takes})
    (stressed,) = weighed((seen.stressed_share,), (prior.stressed_share,), n_speakers)
    return replace(
        seen,
        **bands,
        stressed_share=stressed,
        melody=tuple(
            combine_band(column, expected, between["melody"])
            for column, expected in zip(points.T / pitch, prior.melody, strict=True)
        ),
    )


def as_numbers(values: Sequence[float | None]) -> np.ndarray:
    """Return values as an array, NaN where they are not known."""
    return np.array(values, dtype=float)


def combine_band(
    values: Sequence[float | None] | np.ndarray, prior: Band, between: float
) -> Band:
    """Return the band of a further native, after those who were measured.

    >>> band = combine_band([2.0, 2.2, 1.8], Band(-1.0, 0.0, 1.0), between=0.5)
    >>> 1.0 < band.median < 2.0
    True
    """
    numbers = np.asarray(values, dtype=float)
    numbers = numbers[np.isfinite(numbers)]
    n = len(numbers)
    total = ((prior.high - prior.low) / 2 / DEVIATION) ** 2
    if n == 0 or total == 0:
        return prior
    within = (1 - between) * total
    if n > 1:
        seen = float(np.var(numbers, ddof=1))
        within = (SPREAD_COUNTS_FOR * within + (n - 1) * seen) / (
            SPREAD_COUNTS_FOR + n - 1
        )
    of_sentences = between * total
    weight = of_sentences / (of_sentences + within / n)
    middle = prior.median + weight * (float(np.mean(numbers)) - prior.median)
    scale = np.sqrt((within + of_sentences * (1 - weight)) / total)
    return Band(
        float(middle - scale * (prior.median - prior.low)),
        middle,
        float(middle + scale * (prior.high - prior.median)),
    )


def weighed(
    seen: Sequence[float], expected: Sequence[float], n_speakers: int
) -> tuple[float, ...]:
    """Return shares of natives, with the expected ones counting for a few."""
    if len(seen) != len(expected):
        return tuple(expected)
    total = n_speakers + SHARE_COUNTS_FOR
    return tuple(
        (n_speakers * own + SHARE_COUNTS_FOR * prior) / total
        for own, prior in zip(seen, expected, strict=True)
    )
