"""Roman numerals after a name or a title: "World War II", "Henry VIII"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .numbers import cardinal, ordinal

NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
VALUES = {"I": 1, "V": 5, "X": 10}
# After these a numeral is a cardinal; after a name it is an ordinal.
NUMBERED = frozenset(
    [
        "act",
        "bowl",
        "book",
        "chapter",
        "class",
        "grade",
        "level",
        "mark",
        "part",
        "phase",
        "scene",
        "section",
        "stage",
        "step",
        "type",
        "unit",
        "volume",
        "war",
    ]
)


def value_of(numeral: str) -> int:
    """Return the value of a Roman numeral: 14 for XIV."""
    values = [VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(
        -own if own < after else own
        for own, after in zip(values, following, strict=True)
    )


def roman_readings(token: str, before: Sequence[str]) -> tuple[str, ...]:
    """Return how a numeral may be said, empty where a token is none.

    One letter alone is a numeral only after a word such as "chapter" or "war".

    >>> roman_readings("II", ["World", "War"]), roman_readings("VIII", ["Henry"])
    (('two', 'the second'), ('the eighth', 'eight'))
    """
    if not token or not NUMERAL.fullmatch(token) or not before:
        return ()
    last = before[-1]
    numbered = last.lower() in NUMBERED
    if not numbered and (len(token) == 1 or not last[:1].isupper()):
        return ()
    if token == "I" and not last[:1].isupper():  # "in chapter I": "In class I sleep."
        return ()
    number = value_of(token)
    said = (cardinal(number), f"the {ordinal(number)}")
    if token == "I":
        return (*said, "i")
    return said if numbered else said[::-1]
