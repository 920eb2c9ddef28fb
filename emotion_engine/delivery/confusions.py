"""Which sounds people say instead of others: what may be named as heard.

The classifier of native phones compares with all 40. Where a boundary is off, its best
guess is the neighbouring sound: a vowel for a consonant, which nobody says. Learners
exchange vowels for vowels, and consonants that differ in one feature (Swan & Smith,
"Learner English", 2001).
"""

from __future__ import annotations

from emotion_engine.alignment.lexicon import VOWELS

from .phones import SCHWA

# Voicing differs.
VOICING = frozenset(
    frozenset(pair.split("/"))
    for pair in ["TH/DH", "S/Z", "SH/ZH", "CH/JH", "T/D", "K/G", "P/B", "F/V"]
)
# Vowels that learners do not keep apart; natives of other accents do, or nearly so.
NEAR_VOWELS = frozenset(
    frozenset(pair.split("/"))
    for pair in [
        "IY/IH",
        "IH/EH",
        "EH/AE",
        "EH/EY",
        "AE/AH",
        "AE/AA",
        "AH/AA",
        "AH/AO",
        "AO/OW",
        "AA/OW",
        "UH/UW",
        "UW/OW",
        "ER/AH",
        "ER/AO",
        "ER/AA",
    ]
)
# Voicing, place or manner differs, not more.
CONSONANTS = frozenset(
    frozenset(pair.split("/"))
    for pair in [
        "TH/S",
        "TH/T",
        "TH/F",
        "TH/DH",
        "DH/D",
        "DH/Z",
        "DH/T",
        "DH/V",
        "S/Z",
        "S/SH",
        "SH/ZH",
        "Z/ZH",
        "Z/JH",
        "ZH/JH",
        "CH/SH",
        "CH/JH",
        "CH/T",
        "JH/D",
        "JH/Y",
        "SH/JH",
        "T/D",
        "K/G",
        "P/B",
        "F/V",
        "F/P",
        "V/W",
        "V/B",
        "L/R",
        "L/N",
        "R/W",
        "N/NG",
        "M/N",
        "M/NG",
        "NG/G",
        "NG/K",
        "HH/F",
        "Y/ZH",
    ]
)


def is_plausible(expected: str, heard: str) -> bool:
    """Whether people say one phone of ``phones.PHONES`` for the other.

    >>> is_plausible("TH", "S"), is_plausible("IY", "IH"), is_plausible("AY", "R")
    (True, True, False)
    """
    vowels = [phone in VOWELS or phone == SCHWA for phone in (expected, heard)]
    return all(vowels) or frozenset((expected, heard)) in CONSONANTS


def are_near_vowels(expected: str, heard: str) -> bool:
    """Whether both are vowels, and ones that learners mix up."""
    return frozenset((expected, heard)) in NEAR_VOWELS


def differ_in_voicing(expected: str, heard: str) -> bool:
    """Whether two consonants differ in nothing but voicing."""
    return frozenset((expected, heard)) in VOICING
