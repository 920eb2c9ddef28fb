"""Words in capitals and letters with dots: said letter by letter, or as a word."""

from __future__ import annotations

from collections.abc import Sequence

from .abbreviations import STOPPED
from .function_words import FUNCTION_WORDS
from .lexicon import Pronunciation, pronunciations, without_stress

MOST_LETTERS = 5
# Said as words although they are made of initials.
ACRONYMS = frozenset(
    [
        "aids",
        "asap",
        "covid",
        "fifa",
        "laser",
        "nasa",
        "nato",
        "opec",
        "pin",
        "radar",
        "scuba",
        "unesco",
        "unicef",
        "wifi",
        "yolo",
        "sim",
        "ram",
        "fomo",
        "lego",
        "ikea",
    ]
)
# Words that in capitals stand for letters; "the WHO", but "WHO did that?".
LETTERS_IN_CAPITALS = frozenset({"it", "us"})
LETTERS_AFTER_THE = frozenset({"who"})


def letter_by_letter(word: str) -> str:
    """Write the letters of a word as the dictionary names them.

    >>> letter_by_letter("USA"), letter_by_letter("diy")
    ('u.s.a.', 'd. i. y.')
    """
    letters = [f"{c}." for c in word.lower() if c.isascii() and c.isalpha()]
    joined = "".join(letters)
    return joined if pronunciations(joined) else " ".join(letters)


def initials_readings(token: str) -> tuple[str, ...]:
    """Return how letters with dots may be said; some stand for words.

    >>> initials_readings("e.g."), initials_readings("u.s.a.")
    (('for example', 'e. g.'), ('u.s.a.',))
    """
    if known := STOPPED.get(token.rstrip(".")):
        return known
    if token.endswith("'s"):
        letters = token.removesuffix("'s").replace(".", "")
        return (" ".join(f"{letter}." for letter in letters) + "'s",)
    return (letter_by_letter(token),)


def joined_readings(token: str) -> tuple[str, ...]:
    """Return how letters joined by a sign are said.

    >>> joined_readings("at&t")
    ('a. t. and t.',)
    """
    first, _, last = token.partition("&")
    spelled = [" ".join(f"{letter}." for letter in part) for part in (first, last)]
    return (" and ".join(spelled),)


def is_letters(word: str, said: Pronunciation) -> bool:
    """Whether a pronunciation of a word is that of its letters: ``Y UW EH S``."""
    bare = tuple(map(without_stress, said))
    names = [pronunciations(f"{letter}.") for letter in word]
    if len(word) < 2 or not all(names):
        return False
    return bare == tuple(without_stress(p) for name in names for p in name[0])


def readings_in_capitals(
    word: str, before: Sequence[str], *, after_number: bool
) -> tuple[str, ...]:
    """Return how a word in capitals may be said in a sentence with small letters.

    Parameters
    ----------
    word : str
        In capitals, two letters or more.
    before : sequence of str
        The words before it, as written.
    after_number : bool
        Whether it follows a number or a time, as "AM" does.
    """
    lower = word.lower()
    spelled = letter_by_letter(lower)
    known = pronunciations(lower)
    if len(word) > MOST_LETTERS:
        return (lower,)
    if lower in ACRONYMS:
        return (lower, spelled)
    if all(is_letters(lower, said) for said in known):  # none, or "IBM"
        return (spelled, lower) if any(c in "AEIOUY" for c in word) else (spelled,)
    has_letters = any(is_letters(lower, said) for said in known)
    if not has_letters and lower not in LETTERS_IN_CAPITALS | LETTERS_AFTER_THE:
        return (lower,)  # a word said with emphasis
    after_the = bool(before) and before[-1].lower() in {"the", "an"}
    emphasised = lower in FUNCTION_WORDS and not (
        after_number or after_the or lower in LETTERS_IN_CAPITALS
    )
    return (lower, spelled) if emphasised else (spelled, lower)


def without_letters(
    word: str, variants: tuple[Pronunciation, ...]
) -> tuple[Pronunciation, ...]:
    """Leave out the letters that the dictionary lists for "us" and "am"."""
    if word not in FUNCTION_WORDS:
        return variants
    return tuple(v for v in variants if not is_letters(word, v)) or variants
