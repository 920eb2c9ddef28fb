"""From a phrase as written to words as spoken."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_WORDS = 60
MAX_CHARACTERS = 600

TOKEN = re.compile(
    r"""
    [$£€]\s?\d[\d,]*(?:\.\d+)?          # money
  | \d{1,2}:\d{2}                        # a time of day
  | \d[\d,]*(?:\.\d+)?(?:(?:st|nd|rd|th|s)\b|%)?  # numbers, ordinals, per cent, decades
  | [A-Za-z]+(?:'[A-Za-z]+)*'?           # words
  | &
    """,
    re.VERBOSE,
)
ABBREVIATIONS = {
    "mr": "mister",
    "mrs": "missus",
    "ms": "miz",
    "dr": "doctor",
    "st": "saint",
    "vs": "versus",
    "etc": "et cetera",
    "&": "and",
}
CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros"}


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One spoken word and how it is written in the phrase.

    A number spoken as several words is written by the first of them; the others show
    their spoken form.
    """

    written: str
    spoken: str


def spoken_words(text: str) -> tuple[SpokenWord, ...]:
    """Return the words of a phrase, in order; empty where it has none in English."""
    words: list[SpokenWord] = []
    for match in TOKEN.finditer(plain(text)):
        token = match.group().strip("'") or match.group()
        parts = _spoken(token).split()
        single = len(parts) == 1
        words += [SpokenWord(token if single else part, part) for part in parts]
    return tuple(words)


def plain(text: str) -> str:
    """Fold typographic apostrophes and accents: ``café’s`` becomes ``cafe's``."""
    text = re.sub("[‘’ʼ`´]", "'", text)
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def has_foreign_letters(text: str) -> bool:
    """Whether a phrase has letters that English does not write with."""
    return any(c.isalpha() and not c.isascii() for c in plain(text))


def _spoken(token: str) -> str:
    lower = token.lower()
    if lower in ABBREVIATIONS:
        return ABBREVIATIONS[lower]
    return _number(lower) if any(c.isdigit() for c in lower) else lower


def _number(token: str) -> str:
    """Say a number in words, as one would read it aloud."""
    import inflect

    say = inflect.engine().number_to_words
    digits = token.strip("$£€% ").replace(",", "")
    if token[0] in CURRENCIES:
        whole, _, cents = digits.partition(".")
        spoken = f"{say(whole)} {CURRENCIES[token[0]]} {say(cents) if cents else ''}"
    elif ":" in digits:
        hours, minutes = digits.split(":")
        spoken = f"{say(hours)} {say(minutes) if int(minutes) else 'o clock'}"
    elif re.fullmatch(r"(1[1-9]|20)\d\d", digits) and "," not in token:
        spoken = _year(digits, say)
    elif re.fullmatch(r"\d+(st|nd|rd|th)", digits):
        spoken = inflect.engine().ordinal(say(digits[:-2]))
    elif digits.endswith("s"):
        spoken = inflect.engine().plural(_year(digits[:-1], say))
    else:
        spoken = say(digits)
    spoken += " percent" * token.endswith("%")
    return re.sub(r"[^a-z' ]+", " ", str(spoken))


def _year(digits: str, say: object) -> str:
    """Say 1984 as "nineteen eighty four" and 2005 as "two thousand five"."""
    century, rest = int(digits[:-2] or 0), int(digits[-2:])
    if len(digits) < 4 or (century == 20 and rest < 10):
        return say(digits, andword="")
    if rest == 0:
        return f"{say(century)} hundred" if century % 10 else say(digits)
    return f"{say(century)} {'o ' * (rest < 10)}{say(rest)}"
