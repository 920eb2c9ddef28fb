"""Numbers as read aloud in English: every usual way to say one, the commonest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

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
YEAR = re.compile(r"(1[1-9]|20)\d\d")
TOO_LONG = 12  # digits; longer ones are read out one by one
DAYS_AND_HOURS = {"9/11", "24/7"}  # looks like a fraction, and is none


def number_readings(token: str) -> tuple[str, ...]:
    """Return how a number may be said: a cardinal, a year, digits, an ordinal, ….

    >>> number_readings("205")[:3]
    ('two hundred five', 'two hundred and five', 'two oh five')
    >>> number_readings("22nd"), number_readings("½")[:2]
    (('twenty second',), ('one half', 'a half'))
    """
    return tuple(dict.fromkeys(_readings(token.lower())))


def _readings(token: str) -> Iterator[str]:
    if token[0] in "-−":
        for said in _readings(token[1:]):
            yield f"minus {said}"
            yield f"negative {said}"
    elif vulgar := next((c for c in token if unicodedata.category(c) == "No"), None):
        whole = token.partition(vulgar)[0]
        slashed = unicodedata.normalize("NFKC", vulgar).replace("\u2044", "/")
        yield from mixed(whole.strip(), slashed)
    elif "/" in token:
        whole, _, slashed = token.rpartition(" ")
        yield from mixed(whole, slashed)
    elif token.endswith("%"):
        for said in _readings(token[:-1].strip()):
            yield f"{said} percent"
    elif token.endswith(("st", "nd", "rd", "th")):
        yield from map(ordinal_of, cardinals(_integer(token[:-2])))
    elif token.endswith("s") and "." not in token:
        usual = islice(_whole(token.strip("'s"), grouped=False), 2)
        yield from map(_plural, usual)
    elif "." in token:
        yield from decimals(token.strip("'s"))
    else:
        yield from _whole(token, grouped="," in token)


def cardinal(number: int) -> str:
    """Spell out a cardinal: 342 is "three hundred forty two"."""
    for size, name in SCALES:
        if number >= size:
            rest = f" {cardinal(number % size)}" if number % size else ""
            return f"{cardinal(number // size)} {name}{rest}"
    if number < len(ONES):
        return ONES[number]
    return TENS[number // 10] + (f" {ONES[number % 10]}" if number % 10 else "")


def cardinals(number: int) -> Iterator[str]:
    """Spell out a cardinal in every way: with "and", and with "a" for "one"."""
    plain = cardinal(number)
    yield plain
    head, hundred, rest = plain.rpartition(" hundred ")
    if hundred:
        yield f"{head} hundred and {rest}"
    elif number > 1000 and 0 < number % 1000 < 100:
        head, thousand, rest = plain.rpartition(" thousand ")
        if thousand:
            yield f"{head} thousand and {rest}"
    if plain.startswith(("one hundred", "one thousand", "one million")):
        yield f"a {plain.removeprefix('one ')}"
        if hundred and head == "one":
            yield f"a hundred and {rest}"


def ordinal(number: int) -> str:
    """Spell out an ordinal: 22 is "twenty second"."""
    return ordinal_of(cardinal(number))


def ordinal_of(said: str) -> str:
    """Turn a cardinal into an ordinal: "twenty two" is "twenty second"."""
    *before, last = said.split()
    regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return " ".join([*before, ORDINALS.get(last, regular)])


def one_by_one(digits: str) -> Iterator[str]:
    """Read out digits one by one, with "oh" and with "zero"."""
    said = " ".join(ONES[int(digit)] for digit in digits)
    yield said
    if "0" in digits:
        yield said.replace("zero", "oh")


def telephone(token: str) -> tuple[str, ...]:
    """Read a telephone number, digit by digit.

    >>> telephone("555-1203")
    ('five five five one two oh three', 'five five five one two zero three')
    """
    digits = "".join(c for c in token if c.isdigit())
    return tuple(reversed(list(one_by_one(digits))))


def in_pairs(digits: str) -> Iterator[str]:
    """Read three or four digits as two numbers: "two oh five", "twelve thirty"."""
    head, tail = int(digits[:-2]), int(digits[-2:])
    if tail >= 10:
        yield f"{cardinal(head)} {cardinal(tail)}"
    elif tail:
        yield f"{cardinal(head)} oh {cardinal(tail)}"
    elif head % 10:
        yield f"{cardinal(head)} hundred"


def _integer(digits: str) -> int:
    return int(digits.replace(",", ""))


def _whole(digits: str, *, grouped: bool) -> Iterator[str]:
    if grouped:  # years and numbers of rooms are not written like that
        yield from cardinals(_integer(digits))
        return
    if len(digits) > TOO_LONG or (len(digits) > 1 and digits[0] == "0"):
        yield from one_by_one(digits)
        return
    number = int(digits)
    if YEAR.fullmatch(digits) and not 2000 <= number < 2010:
        yield from in_pairs(digits)
    yield from cardinals(number)
    if len(digits) in (3, 4):
        yield from in_pairs(digits)
    if len(digits) > 2:
        yield from one_by_one(digits)
    elif digits == "0":
        yield "oh"


def decimals(token: str) -> Iterator[str]:
    """Read a decimal: "three point one four"."""
    whole, _, fraction = token.replace(",", "").partition(".")
    heads = list(cardinals(int(whole))) if whole else []
    heads += [""] if not whole or int(whole) == 0 else []
    heads += ["oh"] if whole == "0" else []
    for head in sorted(heads, key=len, reverse=bool(whole)):
        for tail in one_by_one(fraction):
            yield f"{head} point {tail}".strip()
    if len(fraction) == 2 and fraction[0] != "0" and whole:
        yield f"{cardinal(int(whole))} point {cardinal(int(fraction))}"


def mixed(whole: str, slashed: str) -> Iterator[str]:
    """Read a fraction, after a whole number if there is one: "one and a half"."""
    if not whole:
        yield from fractions(slashed)
        return
    parts = _parts(*_over_and_under(slashed))
    for said in sorted(parts, key=lambda said: not said.startswith("a ")):
        yield f"{cardinal(_integer(whole))} and {said}"


def fractions(slashed: str) -> Iterator[str]:
    """Read ``1/2`` as a fraction, or as two numbers: ``24/7``."""
    over, under = _over_and_under(slashed)
    both = f"{cardinal(over)} {cardinal(under)}"
    is_fraction = 0 < over < under and slashed not in DAYS_AND_HOURS
    if not is_fraction:
        yield both
    if under > 1:
        yield from _parts(over, under)
    if is_fraction:
        yield both
    for sign in ("over", "slash"):
        yield f"{cardinal(over)} {sign} {cardinal(under)}"


def _over_and_under(slashed: str) -> tuple[int, int]:
    over, _, under = slashed.partition("/")
    return int(over), int(under)


def _parts(over: int, under: int) -> Iterator[str]:
    names = {2: ["half"], 4: ["quarter", "fourth"]}.get(under, [ordinal(under)])
    for name in names:
        if over == 1:
            yield from (f"one {name}", f"a {name}")
            yield from ["half"] if under == 2 else []
        else:
            plural = "halves" if name == "half" else f"{name}s"
            yield f"{cardinal(over)} {plural}"


def _plural(said: str) -> str:
    return said[:-1] + "ies" if said.endswith("y") else f"{said}{_s(said)}"


def _s(said: str) -> str:
    return "es" if said.endswith(("x", "s")) else "s"
