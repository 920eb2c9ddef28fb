"""Regular inflections of words in the dictionary: plurals, pasts, possessives."""

from __future__ import annotations

import re

from .lexicon import Pronunciation, is_vowel, pronunciations, without_stress

# British spellings of words that the (American) dictionary spells otherwise.
BRITISH = (
    ("our", "or"),
    ("is(?=e|ing|ation)", "iz"),
    ("ys(?=e|ing)", "yz"),
    ("ence$", "ense"),
    ("tre$", "ter"),
    ("ogue$", "og"),
    ("ll(?=ed|ing|er)", "l"),
)
SIBILANTS = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})
VOICELESS = frozenset({"P", "T", "K", "F", "TH", "S", "SH", "CH"})


def derived_pronunciations(word: str) -> tuple[Pronunciation, ...]:
    """Pronounce a regular form of a known word; empty where there is none.

    >>> derived_pronunciations("photographer's")[0][-2:]
    ('ER0', 'Z')
    """
    word = word.lower()
    for pattern, american in BRITISH:
        if known := pronunciations(re.sub(pattern, american, word)):
            return known
    for ending, stems, add in RULES:
        if not word.endswith(ending) or len(word) <= len(ending) + 1:
            continue
        base = word[: -len(ending)]
        for stem in stems(base):
            if known := pronunciations(stem):
                return tuple((*phones, *add(phones)) for phones in known)
    return ()


def _same(base: str) -> tuple[str, ...]:
    return (base,)


def _verb_stems(base: str) -> tuple[str, ...]:
    undoubled = (base[:-1],) if len(base) > 2 and base[-1] == base[-2] else ()
    return (base, base + "e", *undoubled)


def _plural_stems(base: str) -> tuple[str, ...]:
    return (base, base + "e", base[:-1] + "y") if base.endswith("i") else (base,)


def _s(phones: Pronunciation) -> Pronunciation:
    last = without_stress(phones[-1])
    if last in SIBILANTS:
        return ("IH0", "Z")
    return ("S",) if last in VOICELESS else ("Z",)


def _d(phones: Pronunciation) -> Pronunciation:
    last = phones[-1]
    if last in ("T", "D"):
        return ("IH0", "D")
    return ("T",) if last in VOICELESS and not is_vowel(last) else ("D",)


RULES = (
    ("'s", _same, _s),
    ("s'", lambda base: (base + "s",), lambda phones: ()),
    ("es", _plural_stems, _s),
    ("s", _same, _s),
    ("ed", _verb_stems, _d),
    ("ing", _verb_stems, lambda phones: ("IH0", "NG")),
    ("ly", _same, lambda phones: ("L", "IY0")),
    ("ness", _same, lambda phones: ("N", "AH0", "S")),
    ("less", _same, lambda phones: ("L", "AH0", "S")),
    ("ment", _same, lambda phones: ("M", "AH0", "N", "T")),
)
