"""The adviser recovers known curves, and reports where it cannot."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.evaluation.adviser import (
    Advice,
    PowerLaw,
    advice_in_words,
    advise,
    fit_law,
    of_curve,
)

SIZES = (5, 10, 20, 40, 80, 120)


def measured(
    law: PowerLaw, noise: float, seed: int = 0, sizes: tuple[int, ...] = SIZES
) -> dict[int, list[float]]:
    generator = np.random.default_rng(seed)
    return {n: (law.error(n) + generator.normal(0, noise, 5)).tolist() for n in sizes}


@pytest.mark.parametrize("rate", [0.3, 0.5, 1.0])
def test_a_curve_without_noise_is_found_again(rate: float) -> None:
    law = PowerLaw(0.2, 1.0, rate)
    found = fit_law(SIZES, [float(law.error(n)) for n in SIZES], [2000.0] * len(SIZES))
    assert abs(found.floor - 0.2) < 0.02
    assert abs(found.rate - rate) < 0.05


def test_the_true_gain_lies_within_the_interval_nearly_always() -> None:
    within = []
    for seed, rate in enumerate(np.tile([0.3, 0.5, 0.8], 6)):
        law = PowerLaw(0.15, 1.0, rate)
        low, high = advise(measured(law, 0.015, seed)).gain_interval
        truth = float(law.error(120) - law.error(170))
        within.append(low <= truth <= high)
    assert np.mean(within) >= 0.8


def test_more_seeds_alike_make_the_interval_narrower() -> None:
    law = PowerLaw(0.15, 1.0, 0.5)
    widths = [
        np.diff(advise(measured(law, noise)).gain_interval)[0]
        for noise in (0.05, 0.005)
    ]
    assert widths[1] < widths[0]


def test_a_curve_that_still_falls_is_worth_labelling() -> None:
    law = PowerLaw(0.05, 1.6, 0.5)
    few = measured(law, 0.003, sizes=(5, 8, 12, 18, 25))
    advice = advise(few, more=50)
    assert "Worth labelling." in advice_in_words(advice)
    assert "further ahead than was measured" in advice_in_words(advice)


def test_a_flat_curve_is_hardly_worth_it() -> None:
    words = advice_in_words(advise(measured(PowerLaw(0.3, 0.5, 1.2), 0.003)))
    assert "Hardly worth it" in words


def test_noise_alone_gives_no_promise() -> None:
    few = measured(PowerLaw(0.2, 0.8, 0.5), 0.15, seed=4, sizes=(2, 4, 6))
    assert "too few to say" in advice_in_words(advise(few))


def test_a_curve_tested_on_few_speakers_promises_less_exactly() -> None:
    runs = measured(PowerLaw(0.1, 1.0, 0.5), 0.005)
    low, high = advise(runs).gain_interval
    lower, higher = advise(runs, level_error=0.05).gain_interval
    assert higher - lower > 1.5 * (high - low)


def test_two_sizes_are_refused() -> None:
    with pytest.raises(CorpusError, match="2 sizes"):
        advise({5: [0.5], 10: [0.4]})


def test_errors_are_taken_from_a_written_curve() -> None:
    values = {"learners": {"transfer": {"5": {"ua_by_seed": [0.25]}, "all": {}}}}
    assert of_curve(values, "transfer") == {5: [0.75]}
    for wrong in (values, [], {"learners": 3}):
        with pytest.raises(CorpusError, match="no curve"):
            of_curve(wrong, "cnn")


def test_the_gain_is_the_difference_of_later_and_now() -> None:
    law = PowerLaw(0.1, 1.0, 0.5)
    advice: Advice = advise(measured(law, 0.001))
    assert np.isclose(advice.gain, advice.later - advice.now)
    assert abs(advice.now - (1 - law.error(120))) < 0.01
