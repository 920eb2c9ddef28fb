"""Numbers as read aloud in American English."""

from __future__ import annotations

import re

ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
]
TENS = {
    2: "twenty",
    3: "thirty",
    4: "forty",
    5: "fifty",
    6: "sixty",
    7: "seventy",
    8: "eighty",
    9: "ninety",
}
SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
CURRENCIES = {"$": ("dollar", "cent"), "£": ("pound", "pence"), "€": ("euro", "cent")}
YEAR = re.compile(r"(1[1-9]|20)\d\d")
TOO_LONG = 12  # digits; longer ones are read out one by one


def say_number(token: str) -> str:
    """Spell out a number: an amount, a time, a year, an ordinal, a fraction.

    >>> say_number("1984"), say_number("22nd"), say_number("$1.50")
    ('nineteen eighty four', 'twenty second', 'one dollar fifty')
    """
    grouped = "," in token  # years are not written like that
    token = token.lower().replace(",", "")
    if token[0] in CURRENCIES:
        return _money(token[0], token[1:].strip())
    if ":" in token:
        return _time(*token.split(":"))
    if token.endswith("%"):
        return f"{say_number(token[:-1])} percent"
    if token.endswith(("st", "nd", "rd", "th")):
        return ordinal(int(token[:-2]))
    if token.endswith("s"):
        return _plural(_whole(token.rstrip("s'")))
    if "." in token:
        return _decimal(token)
    return cardinal(int(token)) if grouped else _whole(token)


def cardinal(number: int) -> str:
    """Spell out a cardinal: 342 is "three hundred forty two"."""
    for size, name in SCALES:
        if number >= size:
            rest = f" {cardinal(number % size)}" if number % size else ""
            return f"{cardinal(number // size)} {name}{rest}"
    if number < len(ONES):
        return ONES[number]
    return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")


def ordinal(number: int) -> str:
    """Spell out an ordinal: 22 is "twenty second"."""
    *before, last = cardinal(number).split()
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return " ".join([*before, ORDINALS.get(last, regular)])


def _whole(digits: str) -> str:
    if YEAR.fullmatch(digits):
        return _year(int(digits))
    if len(digits) > TOO_LONG or (len(digits) > 1 and digits[0] == "0"):
        return _one_by_one(digits)
    return cardinal(int(digits))


def _year(year: int) -> str:
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:
        return cardinal(year)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {_two_digits(rest)}"


def _two_digits(number: int) -> str:
    return f"oh {cardinal(number)}" if number < 10 else cardinal(number)


def _one_by_one(digits: str) -> str:
    return " ".join(ONES[int(digit)] for digit in digits)


def _decimal(token: str) -> str:
    whole, _, fraction = token.partition(".")
    return f"{cardinal(int(whole))} point {_one_by_one(fraction)}"


def _time(hours: str, minutes: str) -> str:
    said = _two_digits(int(minutes)) if int(minutes) else "o'clock"
    return f"{cardinal(int(hours))} {said}"


def _money(sign: str, amount: str) -> str:
    unit, small = CURRENCIES[sign]
    whole, _, part = amount.partition(".")
    coins = int(part.ljust(2, "0")) if len(part) <= 2 and part else 0
    if len(part) > 2:
        return f"{_decimal(amount)} {unit}s"
    if coins and not int(whole):
        return f"{cardinal(coins)} {small}{'s' * (coins > 1 and small == 'cent')}"
    said = f"{cardinal(int(whole))} {unit}{'s' * (int(whole) != 1)}"
    return f"{said} {cardinal(coins)}" if coins else said


def _plural(said: str) -> str:
    return said[:-1] + "ies" if said.endswith("y") else f"{said}{_s(said)}"


def _s(said: str) -> str:
    return "es" if said.endswith(("x", "s")) else "s"
