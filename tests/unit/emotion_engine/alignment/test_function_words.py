"""Each function word is listed once, and each property selects the right ones."""

from __future__ import annotations

import doctest
from collections import Counter

import pytest

from emotion_engine.alignment import function_words
from emotion_engine.alignment.function_words import (
    FUNCTION_WORDS,
    JOINING_WORDS,
    LEANING_WORDS,
    TABLE,
    WEAK_FORMS,
    Use,
    words_of,
)

VOICE = (
    Use.UNSTRESSED,
    Use.UNSTRESSED_INSIDE,
    Use.HALF_STRESSED,
    Use.HALF_STRESSED_INSIDE,
)


def test_no_word_stands_twice() -> None:
    words = Counter(word for _, words in TABLE for word in words.split())
    assert not [word for word, n in words.items() if n > 1]


def test_the_voice_says_each_word_in_one_way() -> None:
    ways = Counter(word for way in VOICE for word in words_of(way))
    assert set(ways.values()) == {1}


@pytest.mark.parametrize(
    ("words", "of_them", "not_of_them"),
    [
        (FUNCTION_WORDS, {"the", "whose", "might"}, {"very", "it's", "photo"}),
        (LEANING_WORDS, {"the", "very", "might"}, {"us", "it", "there"}),
        (JOINING_WORDS, {"the", "of", "into"}, {"is", "my", "not", "in", "she"}),
        (WEAK_FORMS, {"the", "us", "they've"}, {"this", "not", "up"}),
    ],
)
def test_words_differ_in_what_is_true_of_them(
    words: frozenset[str], of_them: set[str], not_of_them: set[str]
) -> None:
    assert of_them <= words
    assert words.isdisjoint(not_of_them)


def test_the_examples_hold() -> None:
    assert doctest.testmod(function_words).failed == 0


def test_joining_words_are_function_words() -> None:
    assert JOINING_WORDS < FUNCTION_WORDS
