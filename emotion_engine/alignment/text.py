"""From a phrase as written to words as spoken.

What is written in one piece, a word or a number, stays one word, whatever it is spoken
as: "205" may be said as "two hundred five" or "two oh five". Which of its readings was
meant is decided by what is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .abbreviations import (
    ABBREVIATIONS,
    BEFORE_DIGITS,
    BEFORE_NUMBERS,
    SHORTENED,
    SIGNS,
    STOPPED,
    STREETS,
    UNITS,
    unit_readings,
)
from .amounts import (
    CURRENCIES,
    date_readings,
    money_readings,
    span_readings,
    time_readings,
)
from .initials import (
    initials_readings,
    joined_readings,
    letter_by_letter,
    readings_in_capitals,
)
from .letters import composed, fold
from .lexicon import pronunciations
from .numbers import number_readings, telephone
from .roman import roman_readings
from .tokens import tokens_of

MAX_WORDS = 60
MAX_CHARACTERS = 600
MAX_LETTERS = 45  # in one word: the longest in English dictionaries
NUMBERS = frozenset({"number", "time", "fraction"})
# Kinds of tokens whose readings do not depend on their place.
BY_ITSELF: dict[str, Callable[[str], tuple[str, ...]]] = {
    "date": date_readings,
    "telephone": telephone,
    "span": span_readings,
    "number": number_readings,
    "fraction": number_readings,
    "ordinal": number_readings,
    "shortened": SHORTENED.__getitem__,
    "initials": initials_readings,
    "joined": joined_readings,
}


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word of a phrase as written, and the ways to say it.

    Attributes
    ----------
    written : str
        As in the phrase: "205", "Dr.", "café".
    start, end : int
        Its place in the text as ``composed`` returns it.
    readings : tuple of str
        Spoken words separated by spaces, the usual reading first.
    """

    written: str
    start: int
    end: int
    readings: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """The usual reading."""
        return self.readings[0]


@dataclass(frozen=True, slots=True)
class _Token:
    """One token, folded; ``kind`` as in ``tokens``."""

    kind: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=512)
def spoken_words(text: str) -> tuple[SpokenWord, ...]:
    """Return the words of a phrase, in order; empty where it has none in English."""
    text = composed(text)
    folded = fold(text)
    tokens = [
        _Token(match.lastgroup or "", folded[start:end], start, end)
        for match in tokens_of(folded)
        for start, end in (_extent(match),)
    ]
    return tuple(
        SpokenWord(text[t.start : t.end], t.start, t.end, _readings(tokens, i, folded))
        for i, t in enumerate(tokens)
    )


def usual_words(text: str) -> list[str]:
    """Return the spoken words of a phrase, each number in its usual reading."""
    return [part for word in spoken_words(text) for part in word.spoken.split()]


def marks_after(text: str) -> tuple[str, ...]:
    """Return the punctuation mark right after each word of a phrase, or "".

    Closing quotes and brackets are passed over; the full stop of an abbreviation
    belongs to the word.
    """
    written = composed(text)
    behind = (written[word.end :].lstrip("\"'”’)]»") for word in spoken_words(text))
    return tuple(rest[:1].strip() for rest in behind)


def _extent(match: re.Match[str]) -> tuple[int, int]:
    """Return the span of a token: without quotes, with the full stop of an abbreviation."""
    start, end = match.span()
    start += len(match[0]) - len(match[0].lstrip())
    if match.lastgroup != "word":
        return start, end
    start, end = _without_quotes(match)
    word, text = match.string[start:end].lower(), match.string
    known = word in ABBREVIATIONS or word in STOPPED or word in BEFORE_NUMBERS
    if not known or text[end : end + 1] != ".":
        return start, end
    before_number = re.match(r"\.\s?\d", text[end:]) is not None
    is_word = bool(pronunciations(word)) and not text[end + 1 :].strip()
    if word in BEFORE_NUMBERS and not before_number:
        return start, end
    return start, end if word in STOPPED and is_word else end + 1


def _without_quotes(match: re.Match[str]) -> tuple[int, int]:
    """Leave out apostrophes around a word, unless they belong to it: ``'cause``."""
    start, end = match.span()
    token = match.group()
    opens, closes = token.startswith("'"), token.endswith("'")
    for first, last in ((start, end), (start, end - closes), (start + opens, end)):
        if pronunciations(match.string[first:last]):
            return first, last
    return start + opens, end - closes


def _readings(tokens: Sequence[_Token], index: int, text: str) -> tuple[str, ...]:
    """Return the readings of one token in its place."""
    token, lower = tokens[index], tokens[index].text.lower()
    if token.kind == "money":
        return _money(lower)
    if token.kind == "time":
        return time_readings(lower, half_of_day=_is_half_of_day(tokens, index + 1))
    if token.kind in BY_ITSELF:
        return BY_ITSELF[token.kind](lower)
    if token.kind == "sign":
        before_digit = text[token.end : token.end + 1].isdigit()
        return BEFORE_DIGITS.get(lower, SIGNS[lower]) if before_digit else SIGNS[lower]
    if _is_unit(tokens, index):
        return unit_readings(lower, one=tokens[index - 1].text == "1")
    return _word(tokens, index, text)


def _money(token: str) -> tuple[str, ...]:
    sign = next(c for c in token if c in CURRENCIES)
    amount, _, scale = re.fullmatch(
        r"([\d,.]*\d)(\s?)(\D*)", token.replace(sign, "").strip()
    ).groups()
    scales = {"k": "thousand", "m": "million", "bn": "billion"}
    return money_readings(sign, amount, scales.get(scale, scale))


def _is_half_of_day(tokens: Sequence[_Token], index: int) -> bool:
    """Whether a token is "a.m." or "p.m." after a number."""
    return (
        0 < index < len(tokens)
        and tokens[index].text.lower().replace(".", "") in ("am", "pm")
        and tokens[index - 1].kind in NUMBERS
    )


def _is_unit(tokens: Sequence[_Token], index: int) -> bool:
    token, before = tokens[index], tokens[index - 1] if index else None
    if before is None or before.kind not in NUMBERS - {"time"}:
        return False
    return token.text.lower() in UNITS and token.start - before.end <= 1


def _word(tokens: Sequence[_Token], index: int, text: str) -> tuple[str, ...]:
    token = tokens[index]
    lower = token.text.lower()
    bare = lower.rstrip(".")
    stopped = lower != bare
    if _is_half_of_day(tokens, index):
        return (letter_by_letter(bare),)
    if stopped and bare in STOPPED | BEFORE_NUMBERS:
        return {**STOPPED, **BEFORE_NUMBERS}[bare]
    if bare in STOPPED and text[token.end : token.end + 1] == ".":
        return (bare, *STOPPED[bare])  # the last word: "I ate a fig." "Ford & Co."
    if bare in ABBREVIATIONS:
        return _in_place(tokens, index, ABBREVIATIONS[bare])
    before = [t.text for t in tokens[:index]]
    if roman := roman_readings(token.text, before):
        return roman
    if len(bare) > 1 and token.text.isupper() and any(c.islower() for c in text):
        after_number = index > 0 and tokens[index - 1].kind in NUMBERS
        return readings_in_capitals(token.text, before, after_number=after_number)
    return (lower,)


def _in_place(
    tokens: Sequence[_Token], index: int, known: tuple[str, ...]
) -> tuple[str, ...]:
    """Order the readings of "St." and "Dr.": after a name, a street is meant."""
    token = tokens[index]
    if token.text.lower().rstrip(".") not in STREETS:
        return known
    before = tokens[index - 1].text if index else ""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    named = following is not None and following.text[:1].isupper()
    after_name = before[:1].isupper() and (index > 1 or not named)
    return known[::-1] if after_name else known
