"""From a phrase as written to words as spoken."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .letters import composed, fold
from .lexicon import pronunciations
from .numbers import say_number

MAX_WORDS = 60
MAX_CHARACTERS = 600
MAX_LETTERS = 45  # in one word: the longest in English dictionaries

TOKEN = re.compile(
    r"""
    [$£€]\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?                  # money
  | \d{1,2}:\d{2}\b                                               # a time of day
  | \d+(?:st|nd|rd|th)\b                                          # an ordinal
  | (?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:'?s\b|%)?              # any other number
  | '?[A-Za-z]+(?:'[A-Za-z]+)*'?                                  # a word
  | &
    """,
    re.VERBOSE | re.IGNORECASE,
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


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One spoken word and how it is written in the phrase.

    Where one token is spoken as several words ("1984"), each is written as spoken.
    """

    written: str
    spoken: str


def spoken_words(text: str) -> tuple[SpokenWord, ...]:
    """Return the words of a phrase, in order; empty where it has none in English."""
    text = composed(text)
    words: list[SpokenWord] = []
    for match in TOKEN.finditer(fold(text)):
        start, end = _without_quotes(match)
        parts = _spoken(match.string[start:end].lower()).split()
        if len(parts) == 1:
            words.append(SpokenWord(text[start:end], parts[0]))
        else:
            words += [SpokenWord(part, part) for part in parts]
    return tuple(words)


def _without_quotes(match: re.Match[str]) -> tuple[int, int]:
    """Leave out apostrophes around a word, unless they belong to it: ``'cause``."""
    start, end = match.span()
    token = match.group()
    opens, closes = token.startswith("'"), token.endswith("'")
    for first, last in ((start, end), (start, end - closes), (start + opens, end)):
        if pronunciations(match.string[first:last]):
            return first, last
    return start + opens, end - closes


def _spoken(token: str) -> str:
    if token in ABBREVIATIONS:
        return ABBREVIATIONS[token]
    return say_number(token) if any(c.isdigit() for c in token) else token
