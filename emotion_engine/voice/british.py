"""From the American symbols of a phrase to Southern British English.

Our dictionary is American. Most of the accent follows from the American sounds by rule
(Wells, "Accents of English", 1982): R is dropped unless a vowel follows, "lot" is
rounded, T is no flap, "new" has a glide. Which words have the vowel of "bath" or
"thought" is read from the spelling and a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .symbols import IPA_VOWELS, STRESS_MARK

# Words with a long vowel where American has that of "trap".
BATH = frozenset(
    """advance advantage after afternoon afterwards answer ask asked asking aunt banana
    basket bath branch brass broadcast calf can't cast castle chance class command craft
    dance dancing demand disaster draft example fast faster fasten father forecast France
    glance glass glasses graph grant grass half halves last laugh laughed laughing
    laughter mask master nasty past past's pass passed passing passport path photograph
    plant plants plaster raft rather sample shan't slant staff task tomato vast""".split()  # noqa: SIM905
)
PALM = frozenset(
    "calm drama father lava llama palm pajamas pyjamas spa tomato ah".split()  # noqa: SIM905
)
# Words whose vowel follows from neither rule.
VOWEL_OF = {
    "what": ("ʌ", "ɒ"), "was": ("ʌ", "ɒ"), "wasn't": ("ʌ", "ɒ"), "from": ("ʌ", "ɒ"),
    "because": ("ʌ", "ɒ"), "of": ("ʌ", "ə"), "been": ("ɪ", "iː"), "clerk": ("ɜː", "ɑː"),
    "either": ("iː", "aɪ"), "neither": ("iː", "aɪ"), "tomato": ("eɪ", "ɑː"),
    "vase": ("eɪ", "ɑː"), "leisure": ("iː", "ɛ"), "privacy": ("aɪ", "ɪ"),
    "dynasty": ("aɪ", "ɪ"), "worry": ("ɜː", "ʌ"), "worried": ("ɜː", "ʌ"),
    "hurry": ("ɜː", "ʌ"), "courage": ("ɜː", "ʌ"), "current": ("ɜː", "ʌ"),
    "your": ("ʊɹ", "ɔːɹ"), "sure": ("ʊɹ", "ɔːɹ"), "poor": ("ʊɹ", "ɔːɹ"),
}  # fmt: skip
THOUGHT = re.compile(r"au|aw|al[dklstw]|ough|oa|war|water")  # spellings of a long vowel
LOT_BEFORE_R = re.compile(r"orr|orest|oran|oral|oreign|orid|ority|uarr")
GLIDE = re.compile(r"[tdn](?:u|ew|eu)")  # "tune", "duty", "new"; not "noon"
VOWEL = f"[{''.join(sorted(IPA_VOWELS | {'ɒ'}))}]"
MARKS = "".join(STRESS_MARK.values())
DROPPED_R = re.compile(rf"ɹ(?![{MARKS}]?{VOWEL})")


def to_british(written: Sequence[str], spelt: Sequence[str]) -> list[str]:
    """Rewrite the words of a phrase; each keeps its stress marks and punctuation.

    Parameters
    ----------
    written : sequence of str
        Symbols of each word in turn, with the punctuation behind it.
    spelt : sequence of str
        The letters of each.
    """
    words = [
        _vowels(word, letters) for word, letters in zip(written, spelt, strict=True)
    ]
    return [
        _without_r(word, following)
        for word, following in zip(words, [*words[1:], ""], strict=True)
    ]


def _vowels(symbols: str, letters: str) -> str:
    """Replace the vowels of a word, and the consonants that differ."""
    letters = letters.lower()
    if letters in VOWEL_OF:
        symbols = symbols.replace(*VOWEL_OF[letters], 1)
    is_bath = letters in BATH or letters.removesuffix("s") in BATH
    is_thought = THOUGHT.search(letters)
    if is_bath:
        symbols = "ɑː".join(symbols.rsplit("æ", 1))
    elif letters not in PALM:
        symbols = re.sub("ɑː(?!ɹ)", "ɔː" if is_thought else "ɒ", symbols)
    if LOT_BEFORE_R.search(letters):
        symbols = re.sub(rf"[ɑɔ]ːɹ(?=[{MARKS}]?{VOWEL})", "ɒɹ", symbols)
    if not is_thought:
        symbols = re.sub("ɔː?(?![ːɹɪ])", "ɒ", symbols)
    if GLIDE.search(letters):
        symbols = re.sub(rf"([tdn])([{MARKS}]?)uː", r"\1j\2uː", symbols)
    for american, british in (
        ("ɾ", "t"), ("ʔn̩", "tən"), ("ᵻ", "ɪ"), ("ɐ", "ə"), ("æ", "a"), ("oʊ", "əʊ"),
        ("oːɹ", "ɔːɹ"), ("ɔɹ", "ɔːɹ"),
    ):  # fmt: skip
        symbols = symbols.replace(american, british)
    return symbols


def _without_r(symbols: str, following: str) -> str:
    """Drop each R that no vowel follows, and lengthen what stood before it."""
    begins = following.lstrip(MARKS)[:1]
    links = symbols[-1:].isalpha() and begins and re.match(VOWEL, begins)
    kept = "ɹ" if links and symbols.endswith("ɹ") else ""
    stem = symbols.removesuffix(kept)
    stem = re.sub(rf"ɪɹ(?![{MARKS}]?{VOWEL})", "ɪə", stem)
    stem = re.sub(rf"ɛɹ(?![{MARKS}]?{VOWEL})", "ɛː", stem)
    stem = re.sub(rf"ʊɹ(?![{MARKS}]?{VOWEL})", "ʊə", stem)
    if kept and stem.endswith(("ɪ", "ʊ")):
        stem += "ə"
    if kept and stem.endswith("ɛ"):
        stem += "ː"
    return DROPPED_R.sub("", stem).replace("ɚ", "ə") + kept
