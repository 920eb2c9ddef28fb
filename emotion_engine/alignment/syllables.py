"""From phones to syllables, and which letters of the word belong to each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from .letters import fold
from .lexicon import is_vowel, stress_of, without_stress

# Consonant clusters that may begin an English syllable.
ONSETS = frozenset(
    tuple(cluster.split())
    for cluster in """
    P L|P R|P Y|B L|B R|B Y|T R|T W|T Y|D R|D W|D Y|K L|K R|K W|K Y|G L|G R|G W|G Y
    F L|F R|F Y|V Y|V R|TH R|TH W|S L|S W|S M|S N|S P|S T|S K|S F|SH R
    M Y|N Y|HH Y|HH W|S P L|S P R|S P Y|S T R|S T Y|S K L|S K R|S K W|S K Y
    """.replace("\n", "|").split("|")
    if cluster.strip()
)
NEVER_ONSET = frozenset({"NG"})
# Never kept: "spe-cial", "vi-sion".
ALWAYS_ONSET = frozenset({"SH", "ZH"})
# Short vowels under stress keep a consonant to themselves: "tog-ra", "hap-py".
CHECKED = frozenset({"AA", "AE", "AH", "EH", "IH", "UH"})


def syllabify(phones: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Split a pronunciation into syllables, as learner's dictionaries do.

    Consonants go to the following syllable if English allows them as its onset
    (maximal onset), but a short stressed vowel keeps the first of them.

    >>> syllabify("F AH0 T AA1 G R AH0 F ER0".split())
    (('F', 'AH0'), ('T', 'AA1', 'G'), ('R', 'AH0'), ('F', 'ER0'))
    """
    nuclei = [i for i, phone in enumerate(phones) if is_vowel(phone)]
    if not nuclei:
        return (tuple(phones),)
    starts = [0]
    for left, right in pairwise(nuclei):
        kept = left + 1 + _keeps(phones[left], phones[left + 1])
        starts.append(right - _onset_length(phones[kept:right]))
    ends = [*starts[1:], len(phones)]
    return tuple(tuple(phones[a:b]) for a, b in zip(starts, ends, strict=True))


def _keeps(vowel: str, after: str) -> bool:
    """Whether a vowel keeps the next consonant: "prob-lem", "or-ange", but "wa-ter"."""
    if without_stress(vowel) == "AO":
        return after == "R"
    short = without_stress(vowel) in CHECKED and stress_of(vowel) in (1, 2)
    return short and after not in ALWAYS_ONSET


def _onset_length(consonants: Sequence[str]) -> int:
    """How many of the consonants between two vowels begin the second syllable."""
    for length in range(min(3, len(consonants)), 0, -1):
        cluster = tuple(consonants[len(consonants) - length :])
        if cluster in ONSETS or (length == 1 and cluster[0] not in NEVER_ONSET):
            return length
    return 0


# Letters that usually write a phone; longer spellings first where they compete.
SPELLINGS: dict[str, tuple[str, ...]] = {
    "AA": ("a", "o", "ah", "au", "ea", "e"),
    "AE": ("a", "ai", "au", "i"),
    "AH": (
        "a",
        "e",
        "i",
        "o",
        "u",
        "ou",
        "io",
        "ea",
        "ia",
        "oo",
        "ai",
        "y",
        "eo",
        "iou",
    ),
    "AO": ("o", "a", "au", "aw", "ou", "oa", "augh", "ough", "oo"),
    "AW": ("ou", "ow", "ough", "au"),
    "AY": ("i", "y", "igh", "ie", "uy", "eigh", "ai", "ye", "is"),
    "EH": ("e", "ea", "a", "ai", "ie", "u", "ei"),
    "ER": (
        "er",
        "ir",
        "ur",
        "or",
        "ear",
        "ar",
        "re",
        "our",
        "yr",
        "err",
        "urr",
        "r",
        "ure",
        "eur",
    ),
    "EY": ("a", "ai", "ay", "ei", "ey", "eigh", "ea", "et", "e", "aigh"),
    "IH": ("i", "e", "y", "a", "u", "ui", "ie", "ea", "o", "ai", "ei", "ee", "ia"),
    "IY": ("ee", "e", "ea", "y", "i", "ie", "ei", "ey", "eo", "ay"),
    "OW": ("o", "ow", "oa", "oe", "ough", "ou", "ew", "eau", "au"),
    "OY": ("oi", "oy"),
    "UH": ("oo", "u", "ou", "o", "or", "ure"),
    "UW": ("oo", "u", "o", "ou", "ew", "ue", "ui", "oe", "ough", "eu", "wo", "ieu"),
    "B": ("b", "bb"),
    "CH": ("ch", "tch", "t", "c", "ti"),
    "D": ("d", "dd", "ed", "ld", "t", "tt"),
    "DH": ("th",),
    "F": ("f", "ff", "ph", "gh"),
    "G": ("g", "gg", "gu", "gh", "x"),
    "HH": ("h", "wh", "j"),
    "JH": ("j", "g", "dg", "d", "gg", "dj"),
    "K": ("k", "c", "ck", "ch", "cc", "q", "x", "que", "cq"),
    "L": ("l", "ll", "le"),
    "M": ("m", "mm", "mb", "mn", "lm"),
    "N": ("n", "nn", "kn", "gn", "pn"),
    "NG": ("ng", "n"),
    "P": ("p", "pp"),
    "R": ("r", "rr", "wr", "rh"),
    "S": ("s", "ss", "c", "sc", "st", "ps", "x", "ce", "se"),
    "SH": ("sh", "ti", "ci", "s", "ch", "ss", "si", "c", "ssi", "t", "sci"),
    "T": ("t", "tt", "ed", "bt", "th", "pt", "d"),
    "TH": ("th",),
    "V": ("v", "f", "ve", "vv"),
    "W": ("w", "u", "wh", "o"),
    "Y": ("y", "i", "u", "j", "e"),
    "Z": ("z", "s", "zz", "x", "ss", "se"),
    "ZH": ("s", "si", "g", "z", "ge", "su"),
}
DOUBLED = frozenset("bcdfglmnprstz")
TWO_IN_X = (("K", "S"), ("G", "Z"), ("K", "SH"), ("G", "ZH"))
# Costs of aligning letters with phones.
VOWEL_NOT_WRITTEN, NOT_WRITTEN, SILENT_LETTER, STRANGE_SPELLING = 2.5, 2.0, 1.0, 3.0


def split_letters(word: str, syllables: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Divide the letters of a word among its syllables, in order.

    Letters are aligned with phones at the least cost; silent letters stay with the
    letter before them. Every syllable gets at least one letter if there are enough.

    >>> split_letters("Record", [("R", "IH0"), ("K", "AO1", "R", "D")])
    ('Re', 'cord')
    """
    n_syllables = len(syllables)
    if n_syllables <= 1 or len(word) < n_syllables:
        return (word, *("" for _ in range(n_syllables - 1)))
    phones = [(without_stress(p), i) for i, s in enumerate(syllables) for p in s]
    owner = _letter_owners(fold(word).lower(), tuple(phones))
    starts = [0]
    for syllable in range(1, n_syllables):
        first = next((i for i, own in enumerate(owner) if own >= syllable), len(word))
        latest = len(word) - (n_syllables - syllable)
        starts.append(min(max(first, starts[-1] + 1), latest))
    moved = [0, *(_between_twins(word, start) for start in starts[1:])]
    if len({*moved, len(word)}) == n_syllables + 1 and moved == sorted(moved):
        starts = moved
    ends = [*starts[1:], len(word)]
    return tuple(word[a:b] for a, b in zip(starts, ends, strict=True))


def _between_twins(word: str, start: int) -> int:
    """Move a boundary beside a doubled consonant into its middle: "hap-py"."""
    for middle in (start - 1, start + 1):
        pair = word[max(0, middle - 1) : middle + 1].lower()
        if len(pair) == 2 and pair[0] == pair[1] and pair[0] in DOUBLED:
            return middle
    return start


def _letter_owners(word: str, phones: tuple[tuple[str, int], ...]) -> list[int]:
    """Return for each letter the syllable it writes, by dynamic programming."""

    @cache
    def best(i: int, j: int) -> tuple[float, tuple[int, ...]]:
        """Cost and owners of ``word[i:]`` for ``phones[j:]``."""
        here = phones[min(j, len(phones)) - 1][1] if j else 0
        options = []
        if i == len(word) and j == len(phones):
            return 0.0, ()
        if i < len(word):
            cost, owners = best(i + 1, j)
            doubled = 0.5 if i and word[i] == word[i - 1] else 1.0
            options.append((cost + SILENT_LETTER * doubled, (here, *owners)))
        if j < len(phones):
            phone, syllable = phones[j]
            cost, owners = best(i, j + 1)
            unwritten = VOWEL_NOT_WRITTEN if is_vowel(phone) else NOT_WRITTEN
            options.append((cost + unwritten, owners))
            for letters in SPELLINGS[phone]:
                if word.startswith(letters, i):
                    cost, owners = best(i + len(letters), j + 1)
                    options.append((cost, (syllable,) * len(letters) + owners))
            if word.startswith("x", i) and _in_x(phones[j : j + 2]):
                cost, owners = best(i + 1, j + 2)
                options.append((cost, (syllable, *owners)))
            if i < len(word):
                cost, owners = best(i + 1, j + 1)
                options.append((cost + STRANGE_SPELLING, (syllable, *owners)))
        return min(options, key=lambda option: option[0])

    return list(best(0, 0)[1])


def _in_x(phones: Sequence[tuple[str, int]]) -> bool:
    return tuple(phone for phone, _ in phones) in TWO_IN_X
