"""Natives' sentence stress against that of the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emotion_engine.lab.evaluation.accents import (
    QUESTIONS,
    Answer,
    agreement,
    chance,
    takes_reported,
)
from emotion_engine.lab.evaluation.profiles import held_out
from emotion_engine.profiles.build import NativeTake
from tests.spoken import flat_melody, native_takes


def leaning(take: NativeTake, index: int) -> NativeTake:
    """Return the take with one word accented."""
    words = tuple(
        replace(
            word,
            accent=float(word.index == index),
            accented=word.index == index,
            nuclear=word.index == index,
        )
        for word in take.words
    )
    return replace(take, words=words)


TAKES = [leaning(take, 1) for take in native_takes(8)]


def agreed(takes: list[NativeTake], name: str) -> float:
    pairs = held_out(takes)
    answers = [answer for pair in pairs for answer in QUESTIONS[name](*pair)]
    return agreement(answers)["agreement"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_natives_who_do_alike_agree_in_all(name: str) -> None:
    assert agreed(TAKES, name) == 1.0


def test_one_who_leans_on_another_word_disagrees() -> None:
    takes = [leaning(TAKES[0], 0), *TAKES[1:]]
    assert agreed(takes, "nucleus") == 7 / 8
    assert agreed(takes, "accented") == 14 / 16


def test_one_who_does_not_pause_or_fall_disagrees_in_that_alone() -> None:
    odd = replace(TAKES[0], pauses=(), melody=flat_melody(0.9))
    takes = [odd, *TAKES[1:]]
    assert agreed(takes, "breaks") == 7 / 8
    assert agreed(takes, "final_movement") == 7 / 8
    assert agreed(takes, "nucleus") == 1.0


def test_chance_is_that_of_two_who_know_only_how_often_each_happens() -> None:
    said = [Answer("a", said, expected) for said, expected in ((1, 1), (1, 0), (0, 0))]
    assert chance(said) == pytest.approx((2 * 1 + 1 * 2) / 9)
    placed = [Answer("a", 0, 0, 4), Answer("a", 0, 0, 2)]
    assert chance(placed) == pytest.approx((1 / 4 + 1 / 2) / 2)


def test_kappa_is_zero_where_agreement_is_chance_and_one_where_it_is_whole() -> None:
    by_chance = [Answer("a", i % 2, j) for i in (0, 1) for j in (0, 1)]
    assert agreement(by_chance)["kappa"] == pytest.approx(0.0)
    whole = [Answer("a", i, i) for i in (0, 1)]
    assert agreement(whole)["kappa"] == pytest.approx(1.0)


def test_false_reports_are_counted() -> None:
    takes = [leaning(TAKES[0], 0), *TAKES[1:]]
    reported = takes_reported(list(held_out(takes)))
    assert reported["accent_on_other_word"] == 1 / 8
    assert reported["break_missing"] == 0.0
