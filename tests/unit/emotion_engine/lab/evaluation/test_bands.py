"""Coverage and width of bands on takes whose distribution is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emotion_engine.errors import CorpusError
from emotion_engine.lab.evaluation.bands import (
    columns_of,
    figures,
    judge_by_fold,
    judge_strangers,
)
from emotion_engine.lab.training.bands.fit import BandRecipe
from emotion_engine.profiles.expected.expectation import LEVELS
from emotion_engine.profiles.spread import Spread
from tests.bands import example

QUICK = dict.fromkeys(
    LEVELS, BandRecipe(width=8, n_networks=1, n_steps=80, batch=128, rate=0.03)
)


def test_bands_hold_eight_of_ten_and_are_narrower_for_knowing_the_text() -> None:
    takes = [example(f"s{i}", f"t{j}") for i in range(10) for j in range(20)]
    found = figures(judge_by_fold(takes, QUICK, 1))
    assert found["coverage"]["level"] == pytest.approx(0.8, abs=0.1)
    assert found["by_corpus"]["made"]["level"] == found["coverage"]["level"]
    assert found["width_ratio"]["level"] < 0.5  # 0.3 of noise in a spread of 1.2
    assert found["width_ratio_scaled"]["level"] == found["width_ratio"]["level"]
    assert (found["n"], found["n_speakers"]) == (40, 10)


def test_a_band_scaled_to_its_take_is_narrower_than_one_for_all_takes() -> None:
    takes = [
        replace(example(f"s{i}", f"t{j}"), spread=Spread(0.5 + i % 5, 1.0))
        for i in range(10)
        for j in range(20)
    ]
    found = figures(judge_by_fold(takes, QUICK, 1))
    assert found["coverage"]["f0"] == pytest.approx(0.8, abs=0.1)
    assert found["width_ratio"]["f0"] < 0.9 * found["width_ratio_scaled"]["f0"]


def test_a_corpus_left_out_is_judged_by_the_others() -> None:
    known = [example(f"s{i}", f"t{j}") for i in range(10) for j in range(20)]
    strange = [example("x", f"u{j}", corpus="other") for j in range(40)]
    found = figures(judge_strangers(known, strange, QUICK, 1))
    assert set(found["by_corpus"]) == {"other"}
    assert found["coverage"]["level"] == pytest.approx(0.8, abs=0.1)


def test_nothing_to_learn_from_is_refused() -> None:
    with pytest.raises(CorpusError, match="learn from"):
        judge_strangers([], [example("x", "t")], QUICK, 1)
    with pytest.raises(CorpusError, match="too few"):
        judge_by_fold([example("x", "t")], QUICK, 1)


def test_the_points_of_the_melody_are_one_measure() -> None:
    assert columns_of(("level", "melody_0", "melody_1")) == {
        "level": [0],
        "melody": [1, 2],
    }
