"""Times, dates, sums and spans in every usual way to say them."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.amounts import (
    date_readings,
    money_readings,
    span_readings,
    time_readings,
)


@pytest.mark.parametrize(
    ("time", "readings"),
    [
        ("7:00", {"seven o'clock", "seven"}),
        ("12:00", {"twelve o'clock", "twelve", "noon", "midnight"}),
        ("7:05", {"seven oh five", "five past seven"}),
        ("7:15", {"seven fifteen", "a quarter past seven"}),
        ("7:30", {"seven thirty", "half past seven"}),
        ("12:45", {"twelve forty five", "quarter to one"}),
        ("19:30", {"nineteen thirty", "seven thirty"}),
    ],
)
def test_a_time_has_several_readings(time: str, readings: set[str]) -> None:
    assert readings <= set(time_readings(time))


def test_nobody_says_o_clock_before_pm() -> None:
    assert time_readings("12:00", half_of_day=True)[0] == "twelve"


@pytest.mark.parametrize(
    ("sign", "amount", "scale", "readings"),
    [
        ("$", "5.50", "", {"five dollars fifty", "five fifty"}),
        ("$", "1", "", {"one dollar", "a dollar"}),
        ("$", "0.50", "", {"fifty cents"}),
        ("$", ".50", "", {"fifty cents"}),
        ("£", "2.01", "", {"two pounds and one penny"}),
        ("€", "5", "million", {"five million euros"}),
        ("$", "1.5", "billion", {"one point five billion dollars"}),
        ("$", "350", "", {"three hundred and fifty dollars", "three fifty dollars"}),
    ],
)
def test_a_sum_has_several_readings(
    sign: str, amount: str, scale: str, readings: set[str]
) -> None:
    assert readings <= set(money_readings(sign, amount, scale))


def test_a_span_has_several_readings() -> None:
    assert span_readings("1990-1995")[0] == "nineteen ninety to nineteen ninety five"
    assert "five dash ten" in span_readings("5\u201310")


def test_a_date_is_read_as_in_america_or_in_britain() -> None:
    readings = date_readings("3/4/2017")
    assert readings[0] == "march fourth twenty seventeen"
    assert "the third of april twenty seventeen" in readings
    assert date_readings("25/12/2017")[0] == "december twenty fifth twenty seventeen"


def test_figures_that_are_no_date_are_numbers() -> None:
    assert date_readings("13/14/15") == ("thirteen fourteen fifteen",)
