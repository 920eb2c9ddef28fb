"""Times, dates, sums of money and spans of numbers, in every usual way to say them."""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from .numbers import cardinal, number_readings, one_by_one, ordinal

CURRENCIES = {
    "$": (("dollar", "dollars"), ("cent", "cents")),
    "£": (("pound", "pounds"), ("penny", "pence")),
    "€": (("euro", "euros"), ("cent", "cents")),
    "¥": (("yen", "yen"), ("sen", "sen")),
}


def time_readings(token: str, *, half_of_day: bool = False) -> tuple[str, ...]:
    """Return how a time may be said; ``half_of_day``: "a.m." or "p.m." follows.

    >>> time_readings("7:00")[:2], time_readings("7:30")[:2]
    (('seven o'clock', 'seven'), ('seven thirty', 'half past seven'))
    """
    hours, minutes = (int(part) for part in token.split(":"))
    said = list(_clock(hours, minutes))
    if half_of_day and minutes == 0:
        said.sort(key=lambda words: words != cardinal(hours))
    if hours > 12:
        said += _clock(hours - 12, minutes)
    return tuple(dict.fromkeys(said))


def _clock(hours: int, minutes: int) -> Iterator[str]:
    hour = cardinal(hours)
    if not minutes:
        yield f"{hour} o'clock"
        yield hour
        yield from {0: ["midnight"], 12: ["noon", "midnight"]}.get(hours, ())
        if hours > 12 or hours == 0:
            yield f"{hour} hundred"
        return
    if minutes < 10:
        yield f"{hour} oh {cardinal(minutes)}"
        yield f"{hour} zero {cardinal(minutes)}"
    else:
        yield f"{hour} {cardinal(minutes)}"
    following = cardinal(hours % 12 + 1)
    if minutes == 30:
        yield f"half past {hour}"
    elif minutes < 30:
        for part in _minutes(minutes):
            yield from (f"{part} past {hour}", f"{part} after {hour}")
    else:
        for part in _minutes(60 - minutes):
            yield from (f"{part} to {following}", f"{part} of {following}")


def _minutes(minutes: int) -> list[str]:
    return ["a quarter", "quarter"] if minutes == 15 else [cardinal(minutes)]


def date_readings(token: str) -> tuple[str, ...]:
    """Return how a date in figures may be said: month first, or as in Britain.

    >>> date_readings("12/25/2017")[0], date_readings("2017-05-01")[0]
    ('december twenty fifth twenty seventeen', 'may first twenty seventeen')
    """
    if "-" in token:
        year, *month_and_day = token.split("-")
        orders = [month_and_day]
    else:
        first, second, year = token.split("/")
        orders = [[first, second], [second, first]]
    years = number_readings(year)
    found = [
        form.format(calendar.month_name[int(month)].lower(), ordinal(int(day)), said)
        for month, day in orders
        if 1 <= int(month) <= 12
        for form in ("{0} {1} {2}", "the {1} of {0} {2}")
        for said in years[:2]
    ]
    figures = " ".join(cardinal(int(part)) for part in (*orders[0], year))
    return (*found, figures)


def money_readings(sign: str, amount: str, scale: str = "") -> tuple[str, ...]:
    """Return how a sum of money may be said; ``scale`` is "million" or the like.

    >>> money_readings("$", "5.50")[:3]
    ('five dollars fifty', 'five dollars and fifty cents', 'five dollars fifty cents')
    """
    return tuple(dict.fromkeys(_money(sign, amount.replace(",", ""), scale)))


def _money(sign: str, amount: str, scale: str) -> Iterator[str]:
    (one, many), (small_one, small_many) = CURRENCIES[sign]
    whole, _, part = amount.partition(".")
    if scale or len(part) not in (0, 2):
        for said in number_readings(amount):
            yield f"{said} {scale} {many}".replace("  ", " ")
        return
    units, coins = int(whole or 0), int(part or 0)
    unit = one if units == 1 else many
    small = f"{cardinal(coins)} {small_one if coins == 1 else small_many}"
    if not units and coins:
        yield small
        return
    counts = ["one", "a"] if units == 1 else number_readings(f"{units:,}")
    for count in counts:
        if not coins:
            yield f"{count} {unit}"
            continue
        yield f"{count} {unit} {cardinal(coins)}"
        yield f"{count} {unit} and {small}"
        yield f"{count} {unit} {small}"
    if coins:
        yield f"{cardinal(units)} {_two_digits(coins)}"


def _two_digits(number: int) -> str:
    return f"oh {cardinal(number)}" if number < 10 else cardinal(number)


def span_readings(token: str) -> tuple[str, ...]:
    """Return how a span of numbers may be said: ``5-10`` is "five to ten".

    >>> span_readings("5-10")[:2]
    ('five to ten', 'five ten')
    """
    first, last = token.replace("\u2013", "-").split("-")
    one, other = number_readings(first)[0], number_readings(last)[0]
    joined = [f"{one}{between}{other}" for between in (" to ", " ", " dash ")]
    digits = next(one_by_one(first + last))
    return tuple(dict.fromkeys([*joined, digits]))
