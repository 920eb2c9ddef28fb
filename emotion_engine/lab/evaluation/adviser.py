"""Expected gain from more clips, extrapolated from a learning curve.

Learners' errors fall towards a floor as a power law of the number of examples
(Cortes et al., NIPS 1993; Hestness et al., 2017): error = floor + scale * n ** -rate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import nnls

from emotion_engine.errors import CorpusError
from emotion_engine.lab.metrics import central_interval

from .fewer_speakers import speakers_in_words

RATES = np.linspace(0.05, 2.0, 79)
USUAL_RATE = 0.5  # of sampling error, and close to published curves
RATE_TRUST = 0.5  # standard deviation of the prior on its logarithm
N_DRAWS = 300
MIN_SIZES = 3
MORE_CLIPS = 50
CLEAR_POINTS = 1.0  # a gain below this is not worth a week of labelling
WIDE_POINTS = 8.0  # an interval wider than this is uninformative


@dataclass(frozen=True, slots=True)
class PowerLaw:
    """Error against clips per class: ``floor + scale * n ** -rate``."""

    floor: float
    scale: float
    rate: float

    def error(self, n: np.ndarray | float) -> np.ndarray | float:
        """Return the expected share of errors with ``n`` clips per class."""
        return self.floor + self.scale * np.asarray(n, dtype=float) ** -self.rate


@dataclass(frozen=True, slots=True)
class Advice:
    """The expected effect of ``more`` clips per class.

    Attributes
    ----------
    now, later : float
        Unweighted accuracy with ``n`` and with ``n + more`` clips per class.
    gain_interval : tuple of two floats
        95 % limits of ``later - now``.
    floor_interval : tuple of two floats
        95 % limits of the error that no number of such clips removes.
    fewer_speakers : tuple of mappings
        What as many clips of fewer speakers reach, as ``measure_fewer`` returns it.
    """

    law: PowerLaw
    n: int
    more: int
    now: float
    later: float
    gain_interval: tuple[float, float]
    floor_interval: tuple[float, float]
    fewer_speakers: tuple[Mapping[str, Any], ...] = ()

    @property
    def gain(self) -> float:
        """The expected rise in unweighted accuracy."""
        return self.later - self.now


def fit_law(
    sizes: Sequence[float],
    errors: Sequence[float],
    weights: Sequence[float],
    *,
    usual_rate: float = USUAL_RATE,
) -> PowerLaw:
    """Fit the power law: floor and scale by non-negative least squares for each rate.

    A few sizes hardly distinguish a fast fall to a high floor from a slow one to a low
    floor; the rate is therefore regularised towards the usual one, like one more point.

    Parameters
    ----------
    errors, weights : sequences of float
        Shares of errors, and the inverse of their standard errors.
    """
    n, error, weight = (
        np.asarray(values, dtype=float) for values in (sizes, errors, weights)
    )
    best, least = None, np.inf
    for rate in RATES:
        columns = np.stack([np.ones(len(n)), n**-rate], axis=1)
        (floor, scale), residual = nnls(columns * weight[:, None], error * weight)
        cost = residual**2 + (np.log(rate / usual_rate) / RATE_TRUST) ** 2
        if cost < least:
            best, least = PowerLaw(float(floor), float(scale), float(rate)), cost
    return best


def advise(
    errors_by_size: Mapping[int, Sequence[float]],
    *,
    more: int = MORE_CLIPS,
    level_error: float = 0.0,
    seed: int = 0,
) -> Advice:
    """Fit a curve and extrapolate from its largest size.

    Parameters
    ----------
    errors_by_size : mapping
        Maps clips per class to the error rate of each seed.
    level_error : float
        Standard error of the whole curve's level, due to the limited number of test
        speakers, which all sizes share.
    """
    sizes = sorted(errors_by_size)
    if len(sizes) < MIN_SIZES:
        raise CorpusError(
            f"A curve of {len(sizes)} sizes says nothing of the next clips: "
            f"{MIN_SIZES} are needed."
        )
    runs = [np.asarray(errors_by_size[size], dtype=float) for size in sizes]
    spread = standard_errors(runs)
    law = fit_law(sizes, [run.mean() for run in runs], 1 / spread)
    level = level_error / max(float(runs[-1].mean()), 0.01)
    laws = redrawn(sizes, runs, spread, level, seed)
    largest = sizes[-1]
    at_most = float(law.error(largest))  # the gain cannot exceed the present error
    gains = [
        min(float(one.error(largest) - one.error(largest + more)), at_most)
        for one in laws
    ]
    return Advice(
        law=law,
        n=largest,
        more=more,
        now=1 - float(law.error(largest)),
        later=1 - float(law.error(largest + more)),
        gain_interval=central_interval(gains),
        floor_interval=central_interval([one.floor for one in laws]),
    )


def standard_errors(runs: Sequence[np.ndarray]) -> np.ndarray:
    """Return the standard error at each size, with the spread pooled over sizes.

    With five seeds or fewer, the spread at a single size is too uncertain as a weight;
    at least 0.2 points.
    """
    several = [run for run in runs if len(run) > 1]
    spread = np.sqrt(np.mean([run.var(ddof=1) for run in several])) if several else 0.02
    counts = np.array([len(run) for run in runs])
    return np.maximum(spread / np.sqrt(counts), 0.002)


def redrawn(
    sizes: Sequence[int],
    runs: Sequence[np.ndarray],
    spread: np.ndarray,
    level: float,
    seed: int,
) -> list[PowerLaw]:
    """Fit curves to resampled points and usual rates (bootstrap).

    Runs of a seed are resampled together, as their training sets are nested; noise with
    the standard error accounts for the small number of seeds. ``level`` is the
    relative error shared by all points, which were tested on the same takes.
    """
    generator = np.random.default_rng(seed)
    n_seeds = min(len(run) for run in runs)
    laws = []
    for _ in range(N_DRAWS):
        drawn = generator.integers(n_seeds, size=n_seeds)
        errors = np.array([run[:n_seeds][drawn].mean() for run in runs])
        errors = (errors + generator.normal(0, spread)) * np.exp(
            generator.normal(0, level)
        )
        errors = np.clip(errors, 0, 1)
        usual = USUAL_RATE * np.exp(generator.normal(0, RATE_TRUST))
        laws.append(fit_law(sizes, errors, 1 / spread, usual_rate=usual))
    return laws


def of_curve(values: Mapping[str, Any], learner: str) -> dict[int, list[float]]:
    """Extract a learner's errors from the output of ``curve --json``."""
    try:
        by_size = values["learners"][learner]
        return {
            int(size): [1 - ua for ua in figures["ua_by_seed"]]
            for size, figures in by_size.items()
            if size.isdecimal()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise CorpusError(f"That is no curve with the learner {learner!r}.") from error


def level_error_of(values: Mapping[str, Any], learner: str) -> float:
    """Return the standard error over speakers at the largest size of a curve."""
    try:
        by_size = values["learners"][learner]
        largest = max(int(size) for size in by_size if size.isdecimal())
        low, high = by_size[str(largest)]["ua_interval"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CorpusError(f"That is no curve with the learner {learner!r}.") from error
    return (high - low) / (2 * 1.96)


def advice_in_words(advice: Advice) -> str:
    """Describe the expectation and its reliability in plain words."""
    low, high = (100 * limit for limit in advice.gain_interval)
    gain = 100 * advice.gain
    lines = [
        f"With {advice.n} clips per class, {100 * advice.now:.1f} % of takes of new "
        "speakers are recognised (mean over classes).",
        f"{advice.more} more per class are expected to bring {gain:+.1f} points "
        f"({low:+.1f} to {high:+.1f}, 95 %).",
        judgement(low, high),
    ]
    floor_low, floor_high = (100 * limit for limit in advice.floor_interval)
    lines.append(
        f"However many clips of this kind: {floor_low:.0f} to {floor_high:.0f} % errors "
        "would stay."
    )
    if advice.more > advice.n:
        lines.append(
            "This looks further ahead than was measured: trust it less than the "
            "interval says."
        )
    lines += speakers_in_words(advice.fewer_speakers)
    return "\n".join(lines)


def judgement(low: float, high: float) -> str:
    """Judge whether more clips are worth labelling; limits in points."""
    if high - low > WIDE_POINTS:
        return "The data are too few to say: label some more and ask again."
    if high < CLEAR_POINTS:
        return "Hardly worth it: more of the same brings little."
    if low > CLEAR_POINTS:
        return "Worth labelling."
    return "A small gain is likely; whether it is worth the work is your choice."
