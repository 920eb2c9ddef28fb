"""The CMU Pronouncing Dictionary: how words are said, with stress digits."""

from __future__ import annotations

import gzip
from functools import lru_cache
from importlib.resources import files

from .sorted_lines import lines_with
from .stress_marks import Pronunciation, other_readings, readings

# ARPAbet, without stress digits.
VOWELS = frozenset(
    (
        "AA",
        "AE",
        "AH",
        "AO",
        "AW",
        "AY",
        "EH",
        "ER",
        "EY",
        "IH",
        "IY",
        "OW",
        "OY",
        "UH",
        "UW",
    )
)
# The variant usual in connected speech, where the dictionary lists another one first.
USUAL = {
    "a": ("AH0",),
    "an": ("AH0", "N"),
    "and": ("AH0", "N", "D"),
    "the": ("DH", "AH0"),
    "our": ("AW1", "R"),
    "hour": ("AW1", "R"),
    # Of two homographs, the one that is meant more often.
    "lead": ("L", "IY1", "D"),
    "live": ("L", "IH1", "V"),
    "read": ("R", "IY1", "D"),
    "sometimes": ("S", "AH1", "M", "T", "AY2", "M", "Z"),
    "use": ("Y", "UW1", "Z"),
    "uses": ("Y", "UW1", "Z", "IH0", "Z"),
    "wind": ("W", "IH1", "N", "D"),
}


def is_vowel(phone: str) -> bool:
    """Whether a phone, with or without stress digit, is a vowel."""
    return phone.rstrip("012") in VOWELS


def without_stress(phone: str) -> str:
    """Return the phone without its stress digit: ``AO1`` becomes ``AO``."""
    return phone.rstrip("012")


def stress_of(phone: str) -> int | None:
    """Return the stress digit of a vowel: 0 none, 1 primary, 2 secondary."""
    return int(phone[-1]) if phone[-1].isdigit() else None


@lru_cache(maxsize=4096)
def pronunciations(word: str) -> tuple[Pronunciation, ...]:
    """Return every pronunciation of a word, the usual one first; none if unknown.

    >>> pronunciations("stress")
    (('S', 'T', 'R', 'EH1', 'S'),)
    """
    word = word.lower()
    listed = [
        tuple(line.split()[1:])
        for line in lines_with(_dictionary(), f"{word} ".encode())
    ]
    found = tuple(said for line in listed for said in readings(word, line))
    if weak := USUAL.get(word):
        found = tuple(sorted(found, key=lambda said: said != weak))
    return tuple(dict.fromkeys((*found, *other_readings(word, found))))


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    """Hold the dictionary as one block of bytes: 4 MB, where a dict would take 60."""
    asset = files("emotion_engine") / "assets" / "cmudict" / "cmudict.txt.gz"
    return gzip.decompress(asset.read_bytes())
