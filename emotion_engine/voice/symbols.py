"""From ARPAbet with stress digits to the IPA symbols that the voice was trained on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emotion_engine.alignment.lexicon import is_vowel, stress_of, without_stress

IPA = {
    "AA": "ɑː", "AE": "æ", "AH": "ʌ", "AO": "ɔː", "AW": "aʊ", "AY": "aɪ", "EH": "ɛ",
    "ER": "ɜː", "EY": "eɪ", "IH": "ɪ", "IY": "iː", "OW": "oʊ", "OY": "ɔɪ", "UH": "ʊ",
    "UW": "uː", "B": "b", "CH": "tʃ", "D": "d", "DH": "ð", "F": "f", "G": "ɡ",
    "HH": "h", "JH": "dʒ", "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ŋ", "P": "p",
    "R": "ɹ", "S": "s", "SH": "ʃ", "T": "t", "TH": "θ", "V": "v", "W": "w", "Y": "j",
    "Z": "z", "ZH": "ʒ",
}  # fmt: skip
UNSTRESSED = {"AH": "ə", "ER": "ɚ", "IY": "i", "IH": "ɪ"}
BEFORE_R = {"AO": "oː", "IY": "ɪ", "UH": "ʊ"}
STRESS_MARK = {1: "ˈ", 2: "ˌ", 0: "", None: ""}
FLAP = "ɾ"
# Said without stress unless the sentence leans on them.
WEAK_WORDS = frozenset(
    """a an the to of and or but for at in on by from with than as if that is are was
    were be been am do does did have has had can will would should could shall must may
    might i you he she it we they me him us them my your his her its our their who
    there some so not""".split()  # noqa: SIM905 - a word list reads best as words
)


def word_symbols(phones: Sequence[str], *, weak: bool = False) -> str:
    """Write one word: each stress mark stands directly before its vowel.

    >>> word_symbols("F AH0 T AA1 G R AH0 F ER0".split())
    'fətˈɑːɡɹəfɚ'
    """
    return "".join(_symbols(phones, weak))


def _symbols(phones: Sequence[str], weak: bool) -> Iterator[str]:
    for i, phone in enumerate(phones):
        name, stress = without_stress(phone), stress_of(phone)
        following = without_stress(phones[i + 1]) if i + 1 < len(phones) else ""
        if is_vowel(phone):
            yield "" if weak else STRESS_MARK[stress]
            yield _vowel(name, stress, following)
        elif name == "T" and _is_flapped(phones, i):
            yield FLAP
        else:
            yield IPA[name]


def _vowel(name: str, stress: int | None, following: str) -> str:
    if following == "R" and name in BEFORE_R:
        return BEFORE_R[name]
    return UNSTRESSED.get(name, IPA[name]) if not stress else IPA[name]


def _is_flapped(phones: Sequence[str], i: int) -> bool:
    """Whether a T stands between vowels, the second unstressed: "water"."""
    if not 0 < i < len(phones) - 1:
        return False
    before, after = phones[i - 1], phones[i + 1]
    return (
        (is_vowel(before) or before == "R") and is_vowel(after) and not stress_of(after)
    )
