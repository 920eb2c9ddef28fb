"""Abbreviations, units and signs, each with the words that it stands for."""

from __future__ import annotations

# With or without a full stop, which is no end of a sentence. The first reading is the
# usual one; "Dr." and "St." are ordered by their place (``in_place``).
ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "mr": ("mister",),
    "mrs": ("missus",),
    "ms": ("ms.",),
    "dr": ("doctor", "drive"),
    "st": ("saint", "street"),
    "prof": ("professor",),
    "jr": ("junior",),
    "sr": ("senior",),
    "vs": ("versus",),
    "etc": ("et cetera",),
    "approx": ("approximately",),
    "dept": ("department",),
    "govt": ("government",),
    "ave": ("avenue",),
    "blvd": ("boulevard",),
    "rd": ("road",),
    "mt": ("mount",),
    "capt": ("captain",),
    "sgt": ("sergeant",),
    "ltd": ("limited",),
    "inc": ("incorporated", "ink"),
}
# Only with their full stop: without it they are words.
STOPPED: dict[str, tuple[str, ...]] = {
    "co": ("company", "co"),
    "corp": ("corporation",),
    "est": ("established", "estimated"),
    "fig": ("figure",),
    "gen": ("general",),
    "gov": ("governor",),
    "rev": ("reverend",),
    "sen": ("senator",),
    "rep": ("representative",),
    "jan": ("january",),
    "feb": ("february",),
    "apr": ("april",),
    "aug": ("august",),
    "sept": ("september",),
    "oct": ("october",),
    "nov": ("november",),
    "dec": ("december",),
    "e.g": ("for example", "e. g."),
    "i.e": ("that is", "i. e."),
    "ph.d": ("p. h. d.",),
}
# Only with a full stop, and before a number.
BEFORE_NUMBERS: dict[str, tuple[str, ...]] = {
    "no": ("number",),
    "nos": ("numbers",),
    "p": ("page",),
    "pp": ("pages",),
    "mar": ("march",),
    "jun": ("june",),
    "jul": ("july",),
    "sep": ("september",),
    "sat": ("saturday",),
    "sun": ("sunday",),
    "mon": ("monday",),
    "tue": ("tuesday",),
    "wed": ("wednesday",),
    "thu": ("thursday",),
    "fri": ("friday",),
}
STREETS = frozenset({"st", "dr"})  # before a name something else
SIGNS: dict[str, tuple[str, ...]] = {
    "&": ("and",),
    "+": ("plus", "and"),
    "=": ("equals", "is"),
    "@": ("at",),
    "×": ("times", "by"),
    "#": ("hashtag", "hash", "number"),
}
BEFORE_DIGITS = {"#": ("number", "hash", "hashtag", "pound")}
SHORTENED: dict[str, tuple[str, ...]] = {
    "w/": ("with",),
    "w/o": ("without",),
    "c/o": ("care of",),
}
# After a number: in the singular and in the plural.
UNITS: dict[str, tuple[str, str]] = {
    "km": ("kilometer", "kilometers"),
    "m": ("meter", "meters"),
    "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"),
    "mi": ("mile", "miles"),
    "ft": ("foot", "feet"),
    "yd": ("yard", "yards"),
    "kg": ("kilogram", "kilograms"),
    "g": ("gram", "grams"),
    "mg": ("milligram", "milligrams"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "l": ("liter", "liters"),
    "ml": ("milliliter", "milliliters"),
    "h": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "sec": ("second", "seconds"),
    "kb": ("kilobyte", "kilobytes"),
    "mb": ("megabyte", "megabytes"),
    "gb": ("gigabyte", "gigabytes"),
    "tb": ("terabyte", "terabytes"),
    "hz": ("hertz", "hertz"),
    "mhz": ("megahertz", "megahertz"),
    "kw": ("kilowatt", "kilowatts"),
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "mph": ("mile per hour", "miles per hour"),
    "m/s": ("meter per second", "meters per second"),
    "°": ("degree", "degrees"),
    "°c": ("degree celsius", "degrees celsius"),
    "°f": ("degree fahrenheit", "degrees fahrenheit"),
    "k": ("thousand", "thousand"),
    "bn": ("billion", "billion"),
}


def unit_readings(unit: str, *, one: bool) -> tuple[str, ...]:
    """Return how a unit may be said after a number; ``one``: the number is 1.

    >>> unit_readings("km/h", one=False)[:2]
    ('kilometers per hour', 'kilometers an hour')
    """
    form = UNITS[unit][0 if one else 1]
    article = "a" if unit.endswith("/s") else "an"
    said = [form, form.replace(" per ", f" {article} ")]
    if unit == "ft":
        said += UNITS[unit]  # "six foot two"
    if unit in ("°c", "°f"):
        said.append(form.partition(" ")[0])
    if unit.isalpha():
        said.append(" ".join(f"{letter}." for letter in unit))
    return tuple(dict.fromkeys(said))
