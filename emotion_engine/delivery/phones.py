"""The phones that are rated: those of the dictionary, and the weak vowel."""

from __future__ import annotations

from emotion_engine.alignment.lexicon import VOWELS, without_stress

CONSONANTS = (
    *("B", "CH", "D", "DH", "F", "G", "HH", "JH", "K", "L", "M", "N", "NG", "P"),
    *("R", "S", "SH", "T", "TH", "V", "W", "Y", "Z", "ZH"),
)
SCHWA = "AX"  # the dictionary's unstressed AH: not the vowel of "cup"
PHONES = (*sorted(VOWELS), SCHWA, *CONSONANTS)
PHONE_INDEX = {phone: i for i, phone in enumerate(PHONES)}


def phone_name(label: str) -> str:
    """Return which of ``PHONES`` a phone of the dictionary is.

    >>> phone_name("AH0"), phone_name("AH1"), phone_name("TH")
    ('AX', 'AH', 'TH')
    """
    return SCHWA if label == "AH0" else without_stress(label)
