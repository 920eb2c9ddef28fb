"""Roman numerals after names and titles."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.roman import roman_readings, value_of


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("VIII", 8), ("IX", 9), ("XIV", 14)]
)
def test_a_numeral_has_its_value(numeral: str, value: int) -> None:
    assert value_of(numeral) == value


def test_a_war_is_counted_and_a_king_is_ranked() -> None:
    assert roman_readings("II", ["World", "War"]) == ("two", "the second")
    assert roman_readings("VIII", ["Henry"]) == ("the eighth", "eight")
    assert roman_readings("IV", ["chapter"])[0] == "four"


@pytest.mark.parametrize(
    ("token", "before"),
    [
        ("I", []),
        ("I", ["and"]),
        ("V", ["Vitamin"]),
        ("MIX", ["Henry"]),
        ("II", ["the"]),
    ],
)
def test_other_letters_are_no_numerals(token: str, before: list[str]) -> None:
    assert roman_readings(token, before) == ()
