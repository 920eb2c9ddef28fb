"""Stress may come early in a word before another stress, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emotion_engine.alignment.aligner import AlignedWord
from emotion_engine.alignment.rhythm import GAP_S, with_early_stress
from tests.spoken import aligned


def early(first: tuple[int, ...], then: tuple[int, ...] = (1, 0)) -> tuple[int, ...]:
    """Where else the first of two words may be stressed; all vowels are full."""
    return with_early_stress(aligned(first, then).words)[0].also_stressed


@pytest.mark.parametrize(
    ("stresses", "also"),
    [
        ((2, 1, 0), (0,)),  # "Norwegian sweaters"
        ((2, 0, 1, 0), (0,)),  # "perpendicular lines"
        ((0, 1), (0,)),  # "cartoon features"
        ((0, 1, 0), ()),
        ((1, 2), ()),
        ((1,), ()),
    ],
)
def test_a_full_syllable_may_be_stressed_early_before_a_stress(
    stresses: tuple[int, ...], also: tuple[int, ...]
) -> None:
    assert early(stresses) == also


def test_nothing_moves_before_a_weak_syllable() -> None:
    assert early((2, 1, 0), then=(0, 1)) == ()


def second(**changes: object) -> tuple[AlignedWord, ...]:
    word, following = aligned((2, 1, 0), (1, 0)).words
    return word, replace(following, **changes)


def test_nothing_moves_before_a_word_of_grammar() -> None:
    assert with_early_stress(second(text="To"))[0].also_stressed == ()


def test_nothing_moves_over_a_pause() -> None:
    later_s = second()[0].end_s + GAP_S + 0.01
    assert with_early_stress(second(start_s=later_s))[0].also_stressed == ()


def test_a_weak_vowel_cannot_take_the_stress() -> None:
    word, following = aligned((0, 1), (1, 0)).words
    first = word.syllables[0]
    phones = (replace(first.phones[0], label="AH0"),)
    weak = replace(word, syllables=(replace(first, phones=phones), *word.syllables[1:]))
    assert with_early_stress((weak, following))[0].also_stressed == ()


def test_other_readings_are_kept_and_the_last_word_is_as_it_was() -> None:
    word, following = aligned((2, 0, 1), (1, 0)).words
    both = with_early_stress((replace(word, also_stressed=(1,)), following))
    assert both[0].also_stressed == (0, 1)
    assert both[1] is following
    assert with_early_stress(()) == ()
