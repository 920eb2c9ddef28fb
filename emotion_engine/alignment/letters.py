"""Letters as English writes them: accents and typographic apostrophes folded away."""

from __future__ import annotations

import unicodedata

APOSTROPHES = frozenset("‘’ʼ`´′＇")


def fold(text: str) -> str:
    """Fold accents and apostrophes, one character for one: ``café’s`` is ``cafe's``.

    Anything but an accented Latin letter is kept, so positions never change.
    """
    return "".join(_fold_character(c) for c in text)


def composed(text: str) -> str:
    """Write a text with plain characters, as it looks.

    Every accented letter is one character; ligatures and letters of full width are
    resolved (NFKC); characters that only format, such as soft hyphens, are dropped.

    >>> composed("pro\u00adnun\u00adci\u00ada\u00adtion of \ufb01ve")
    'pronunciation of five'
    """
    plain = (
        unicodedata.normalize("NFKC", c) if c.isalpha() or c.isdecimal() else c
        for c in text
        if unicodedata.category(c) != "Cf"
    )
    return unicodedata.normalize("NFC", "".join(plain))


def has_foreign_letters(text: str) -> bool:
    """Whether a phrase has letters outside the English alphabet."""
    return any(c.isalpha() and not c.isascii() for c in fold(composed(text)))


def _fold_character(character: str) -> str:
    if character in APOSTROPHES:
        return "'"
    apart = unicodedata.normalize("NFD", character)
    base, marks = apart[0], apart[1:]
    return (
        base if base.isascii() and all(map(unicodedata.combining, marks)) else character
    )
