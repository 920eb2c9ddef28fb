"""Abbreviations, units and signs stand for words of the dictionary."""

from __future__ import annotations

import pytest

from emotion_engine.alignment import abbreviations
from emotion_engine.alignment.abbreviations import UNITS, unit_readings
from emotion_engine.alignment.lexicon import pronunciations

TABLES = (
    abbreviations.ABBREVIATIONS,
    abbreviations.STOPPED,
    abbreviations.BEFORE_NUMBERS,
    abbreviations.SIGNS,
    abbreviations.BEFORE_DIGITS,
    abbreviations.SHORTENED,
)


def test_every_reading_is_made_of_words_of_the_dictionary() -> None:
    said = {r for table in TABLES for readings in table.values() for r in readings}
    said |= {
        r
        for unit in UNITS
        for one in (True, False)
        for r in unit_readings(unit, one=one)
    }
    assert {w for r in said for w in r.split() if not pronunciations(w)} == set()


@pytest.mark.parametrize(
    ("unit", "one", "usual"),
    [
        ("kg", False, "kilograms"),
        ("kg", True, "kilogram"),
        ("km/h", False, "kilometers per hour"),
        ("m/s", False, "meters per second"),
        ("°c", False, "degrees celsius"),
    ],
)
def test_a_unit_follows_its_number(unit: str, one: bool, usual: str) -> None:
    assert unit_readings(unit, one=one)[0] == usual


def test_a_unit_may_be_said_otherwise() -> None:
    assert "meters a second" in unit_readings("m/s", one=False)
    assert "foot" in unit_readings("ft", one=False)
    assert "degrees" in unit_readings("°c", one=False)
    assert "k. m." in unit_readings("km", one=False)
