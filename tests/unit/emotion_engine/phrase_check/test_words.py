"""Aligning heard with asked words: what sounds the same counts as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_engine.phrase_check.words import (
    edit_distance,
    pair_words,
    readings,
    same_said,
    word_distance,
)


def matched(asked: str, heard: str) -> list[int]:
    """Indices of the asked words that the transcript has."""
    pairs = pair_words(asked.split(), heard.split())
    return [i for pair in pairs if pair.distance == 0 for i in pair.asked]


@pytest.mark.parametrize(
    ("one", "other"),
    [("by", "buy"), ("dont", "don't"), ("write", "right"), ("their", "there")],
)
def test_homophones_and_spellings_are_the_same_word(one, other) -> None:
    assert same_said(one, other)


@pytest.mark.parametrize(
    ("asked", "heard"),
    [
        ("cannot", "can not"),
        ("can't", "can not"),
        ("whomsoever", "whom so ever"),
        ("every day", "everyday"),
        ("i am here", "i'm here"),
        ("she's gone", "she has gone"),
        ("i am going to", "i'm gonna"),
        ("a wash water bottle", "a washwater bottle"),
    ],
)
def test_one_word_may_stand_for_several(asked, heard) -> None:
    assert matched(asked, heard) == list(range(len(asked.split())))


def test_a_missing_word_and_a_surplus_one_are_distinguished() -> None:
    pairs = pair_words(["kids", "are", "talking"], ["kids", "talking", "loudly"])
    assert [p.asked for p in pairs if not p.heard] == [(1,)]
    assert [p.heard for p in pairs if not p.asked] == [(2,)]


def test_near_words_stand_beside_each_other() -> None:
    pairs = pair_words(["the", "apron"], ["the", "aprons"])
    assert pairs[1].asked == pairs[1].heard == (1,)
    assert 0 < pairs[1].distance < 0.3


def test_unlike_words_are_far() -> None:
    assert word_distance("kids", "dogs") > 0.6
    assert word_distance("talking", "sitting") > 0.5


def test_digits_have_two_readings() -> None:
    assert readings("42") == [["forty", "two"], ["four", "two"]]
    assert readings("dogs.") == [["dogs"]]


words = st.lists(
    st.sampled_from(["kids", "are", "talking", "by", "the", "door", "dogs"])
)


@given(words, words)
def test_every_word_of_both_sides_stands_somewhere_once(asked, heard) -> None:
    pairs = pair_words(asked, heard)
    assert [i for p in pairs for i in p.asked] == list(range(len(asked)))
    assert [j for p in pairs for j in p.heard] == list(range(len(heard)))


@given(words)
def test_a_phrase_pairs_with_itself_without_distance(asked) -> None:
    assert all(pair.distance == 0 for pair in pair_words(asked, asked))


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_edit_distance_is_symmetric_and_bounded(one, other) -> None:
    distance = edit_distance(one, other)
    assert distance == edit_distance(other, one)
    assert abs(len(one) - len(other)) <= distance <= max(len(one), len(other))


def test_edit_distance_of_kitten_and_sitting_is_3() -> None:
    assert edit_distance("kitten", "sitting") == 3
