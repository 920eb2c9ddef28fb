"""Where two words were joined into one: ``with|out``, ``book|store``, ``wait|ing``.

A syllable ends there, whatever consonants might begin the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

from .lexicon import is_vowel, pronunciations, without_stress

SHORTEST_LEFT, SHORTEST_RIGHT = 4, 2  # letters
PREFIXES = frozenset({"un", "dis", "mis", "sub", "out"})


def find_joint(word: str, phones: Sequence[str]) -> tuple[int, int] | None:
    """Return how many letters and phones the first of two joined words has.

    Both must be in the dictionary and sound just as they do in the whole word; stress
    may differ. ``None`` where the word is no such compound.

    >>> find_joint("without", ("W", "IH0", "TH", "AW1", "T"))
    (4, 3)
    """
    bare = tuple(without_stress(phone) for phone in phones)
    for letters in range(2, len(word) - SHORTEST_RIGHT + 1):
        for left in _sounds(word[:letters]) if _may_join(word, letters) else ():
            rest = bare[len(left) :]
            if bare[: len(left)] == left and rest in _sounds(word[letters:]):
                return letters, len(left)
    return None


def _may_join(word: str, letters: int) -> bool:
    """Exclude chance matches: short words, and doubled letters as in ``fret|ting``."""
    right = word[letters:]
    doubled = word[letters - 1] == word[letters - 2] and right[0] in "aeiouy"
    long_enough = letters >= SHORTEST_LEFT and (len(right) > 2 or right == "ly")
    return (long_enough and not doubled) or word[:letters] in PREFIXES


def _sounds(word: str) -> set[tuple[str, ...]]:
    """Pronunciations that have a vowel of their own, without stress digits."""
    return {
        tuple(without_stress(phone) for phone in said)
        for said in pronunciations(word)
        if any(is_vowel(phone) for phone in said)
    }
