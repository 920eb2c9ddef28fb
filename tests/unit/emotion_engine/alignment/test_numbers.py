"""Numbers in every usual way to say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_engine.alignment.lexicon import pronunciations
from emotion_engine.alignment.numbers import number_readings, telephone


@pytest.mark.parametrize(
    ("token", "usual"),
    [
        ("0", "zero"),
        ("101", "one hundred one"),
        ("1,250", "one thousand two hundred fifty"),
        ("1984", "nineteen eighty four"),
        ("1905", "nineteen oh five"),
        ("1900", "nineteen hundred"),
        ("2005", "two thousand five"),
        ("2017", "twenty seventeen"),
        ("1990s", "nineteen nineties"),
        ("'90s", "nineties"),
        ("007", "zero zero seven"),
        ("22nd", "twenty second"),
        ("3.14", "three point one four"),
        (".5", "point five"),
        ("20%", "twenty percent"),
        ("1.5s", "one point five"),
        ("-5", "minus five"),
        ("1/2", "one half"),
        ("½", "one half"),
        ("3/4", "three quarters"),
        ("2/3", "two thirds"),
        ("1 1/2", "one and a half"),
        ("1½", "one and a half"),
        ("24/7", "twenty four seven"),
    ],
)
def test_the_usual_reading_comes_first(token: str, usual: str) -> None:
    assert number_readings(token)[0] == usual


@pytest.mark.parametrize(
    ("token", "also"),
    [
        ("205", "two oh five"),
        ("205", "two zero five"),
        ("101", "a hundred and one"),
        ("2017", "two thousand and seventeen"),
        ("2005", "twenty oh five"),
        ("1945", "one nine four five"),
        ("1/2", "half"),
        ("1/2", "one over two"),
        ("3/4", "three fourths"),
        ("3.14", "three point fourteen"),
        ("0.5", "point five"),
        ("-5", "negative five"),
        ("100th", "a hundredth"),
    ],
)
def test_other_readings_are_known_too(token: str, also: str) -> None:
    assert also in number_readings(token)


def test_a_telephone_number_is_read_digit_by_digit() -> None:
    assert (
        telephone("(212) 555-0199")[0] == "two one two five five five oh one nine nine"
    )


@given(st.integers(0, 10**13).map(str))
def test_every_number_is_said_in_words_of_the_dictionary(token: str) -> None:
    readings = number_readings(token)
    assert len(set(readings)) == len(readings)
    assert all(pronunciations(word) for said in readings for word in said.split())
