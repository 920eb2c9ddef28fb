"""From ARPAbet with stress digits to the IPA symbols that the voice was trained on.

Those are the symbols of American English as eSpeak NG writes it: stress marks stand
directly before the vowel, reduced vowels and flaps have symbols of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from emotion_engine.alignment.lexicon import is_vowel, stress_of, without_stress
from emotion_engine.alignment.morphology import SIBILANTS

IPA = {
    "AA": "ɑː", "AE": "æ", "AH": "ʌ", "AO": "ɔː", "AW": "aʊ", "AY": "aɪ", "EH": "ɛ",
    "ER": "ɜː", "EY": "eɪ", "IH": "ɪ", "IY": "iː", "OW": "oʊ", "OY": "ɔɪ", "UH": "ʊ",
    "UW": "uː", "B": "b", "CH": "tʃ", "D": "d", "DH": "ð", "F": "f", "G": "ɡ",
    "HH": "h", "JH": "dʒ", "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ŋ", "P": "p",
    "R": "ɹ", "S": "s", "SH": "ʃ", "T": "t", "TH": "θ", "V": "v", "W": "w", "Y": "j",
    "Z": "z", "ZH": "ʒ",
}  # fmt: skip
UNSTRESSED = {"AH": "ə", "ER": "ɚ", "IY": "i"}
BEFORE_R = {"IY": "ɪ", "UW": "ʊ"}
CLOTH = frozenset({"F", "S", "TH", "NG"})
STRESS_MARK = {1: "ˈ", 2: "ˌ", 0: "", None: ""}
FLAP, SYLLABIC_N, BARRED_I, INITIAL_SCHWA = "ɾ", "ʔn̩", "ᵻ", "ɐ"
IPA_VOWELS = frozenset("aæɐɑɔəɚɛɜeiɪᵻoʊuʌ")


def word_symbols(phones: Sequence[str], marks: Sequence[int | None] = ()) -> str:
    """Write one word as the voice knows it.

    Parameters
    ----------
    phones : sequence of str
        ARPAbet; the stress digits say how full each vowel is.
    marks : sequence of int, optional
        Stress of each vowel (0, 1 or 2) if it should differ from the digits: this
        moves the stress while the vowels keep their quality.

    >>> word_symbols("F AH0 T AA1 G R AH0 F ER0".split())
    'fətˈɑːɡɹəfɚ'
    >>> word_symbols("P ER1 M IH2 T".split(), marks=(0, 1))
    'pɜːmˈɪt'
    """
    stresses = stresses_of(phones, marks)
    written, i = [], 0
    while i < len(phones):
        if is_syllabic_n(phones, i) and not stresses[i + 1]:
            written.append(SYLLABIC_N)
            i += 3
            continue
        if is_vowel(phones[i]):
            written.append(STRESS_MARK[stresses[i]] + vowel(phones, i))
        else:
            written.append(FLAP if is_flapped(phones, i) else IPA[phones[i]])
        i += 1
    return "".join(written)


def stresses_of(phones: Sequence[str], marks: Sequence[int | None]) -> list[int | None]:
    """Return the stress of each phone, ``None`` for consonants."""
    if unknown := [p for p in phones if without_stress(p) not in IPA]:
        raise ValueError(f"{unknown[0]!r} is no ARPAbet phone.")
    digits = [stress_of(phone) for phone in phones]
    vowels = [i for i, phone in enumerate(phones) if is_vowel(phone)]
    if marks:
        for i, mark in zip(vowels, marks, strict=True):
            digits[i] = mark
    return digits


def vowel(phones: Sequence[str], i: int) -> str:
    """Write one vowel, depending on its stress and its neighbours."""
    name, following = without_stress(phones[i]), after(phones, i)
    linking = "ɹ" if name == "ER" and following and is_vowel(following) else ""
    if not stress_of(phones[i]):
        if is_barred(phones, i):
            return BARRED_I
        if name == "AH" and i == 0:
            return INITIAL_SCHWA
        if name == "IY" and following == "ER0":
            return IPA["IH"]
        return UNSTRESSED.get(name, IPA[name]) + linking
    if following == "R" and name in BEFORE_R:
        return BEFORE_R[name]
    if name == "AO" and following == "R" and i + 2 == len(phones):
        return "oː"
    if name == "AO" and following in CLOTH:
        return "ɔ"
    return IPA[name] + linking


def is_barred(phones: Sequence[str], i: int) -> bool:
    """Whether a weak vowel is that of "roses", "wanted", "return", "electric"."""
    return ends_barred(phones, i) or begins_barred(phones, i)


def ends_barred(phones: Sequence[str], i: int) -> bool:
    """Whether it is in an ending as of "wanted", "roses", "ability" or "possible"."""
    rest, before = tuple(phones[i + 1 :]), before_of(phones, i)
    if without_stress(phones[i]) not in ("IH", "AH"):
        return False
    return (
        (rest == ("D",) and before in ("T", "D"))
        or (rest == ("Z",) and before in SIBILANTS)
        or rest in (("T", "IY0"), ("B", "AH0", "L"))
    )


def begins_barred(phones: Sequence[str], i: int) -> bool:
    """Whether it is in a prefix as of "return", "believe", "decide" or "event"."""
    name, following = without_stress(phones[i]), after(phones, i)
    if i > 1 or len(phones) < i + 3 or is_vowel(following):
        return False
    if phones[0] == "R":
        return name in ("IH", "AH", "IY")
    if i == 0:
        return name == "IH" and following in ("L", "V")
    return name == "IH" and phones[0] in ("B", "D")


def is_flapped(phones: Sequence[str], i: int) -> bool:
    """Whether a T stands between vowels, the second unstressed: "water"."""
    if phones[i] != "T" or not 0 < i < len(phones) - 1 or ends_in_n(phones, i):
        return False
    before = before_of(phones, i)
    return (is_vowel(before) or before == "R") and is_weak(after(phones, i))


def is_syllabic_n(phones: Sequence[str], i: int) -> bool:
    """Whether T, schwa and N are said as one: "button"."""
    return (
        phones[i] == "T"
        and ends_in_n(phones, i)
        and i > 0
        and is_vowel(phones[i - 1])
        and bool(stress_of(phones[i - 1]))
    )


def ends_in_n(phones: Sequence[str], i: int) -> bool:
    """Whether schwa and N follow, in the same syllable."""
    rest = phones[i + 1 : i + 4]
    if tuple(rest[:2]) != ("AH0", "N"):
        return False
    return len(rest) == 2 or not is_vowel(rest[2])


def is_weak(phone: str) -> bool:
    """Whether a phone is a vowel without stress."""
    return is_vowel(phone) and not stress_of(phone)


def before_of(phones: Sequence[str], i: int) -> str:
    """Return the phone before a given one, or an empty string."""
    return phones[i - 1] if i else ""


def after(phones: Sequence[str], i: int) -> str:
    """Return the phone after a given one, or an empty string."""
    return phones[i + 1] if i + 1 < len(phones) else ""
