"""Which words have an ending, and where an ending need not be heard."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.inflections import (
    EndingKind,
    Inflection,
    inflection_of,
    is_swallowed,
)
from emotion_engine.alignment.lexicon import pronunciations


def inflection(word: str) -> Inflection | None:
    return inflection_of(word, pronunciations(word)[0])


@pytest.mark.parametrize(
    ("word", "stem", "phones"),
    [
        ("likes", "like", ("S",)),
        ("washes", "wash", ("IH", "Z")),
        ("tries", "try", ("Z",)),
        ("man's", "man", ("Z",)),
        ("worked", "work", ("T",)),
        ("tried", "try", ("D",)),
        ("stopped", "stop", ("T",)),
        ("wanted", "want", ("IH", "D")),
        ("working", "work", ("IH", "NG")),
        ("making", "make", ("IH", "NG")),
        ("running", "run", ("IH", "NG")),
    ],
)
def test_an_inflected_word_is_its_stem_and_an_ending(
    word: str, stem: str, phones: tuple[str, ...]
) -> None:
    found = inflection(word)
    assert found
    assert found.stem == stem
    if word != "wanted":  # the dictionary lists it with either weak vowel first
        assert found.phones == phones


@pytest.mark.parametrize(
    "word", ["thing", "need", "is", "his", "was", "glass", "does", "said", "work"]
)
def test_what_only_looks_like_an_ending_is_none(word: str) -> None:
    assert inflection(word) is None


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Likes", ("Like", "s")),
        ("washes", ("wash", "es")),
        ("tries", ("tri", "es")),
        ("man’s", ("man", "’s")),
        ("worked", ("work", "ed")),
        ("making", ("mak", "ing")),
    ],
)
def test_the_letters_are_divided_before_the_ending(
    word: str, parts: tuple[str, str]
) -> None:
    found = inflection(word.lower().replace("’", "'"))
    assert found
    assert found.letters_of(word) == parts


@pytest.mark.parametrize(
    ("kind", "phones", "after", "expected"),
    [
        (EndingKind.S, ("S",), "S", True),
        (EndingKind.S, ("S",), "K", False),
        (EndingKind.ED, ("T",), "M", True),
        (EndingKind.ED, ("T",), "AE", False),
        (EndingKind.ED, ("IH", "D"), "M", False),
        (EndingKind.ING, ("IH", "NG"), "AE", False),
    ],
)
def test_an_ending_may_be_swallowed_by_the_next_sound(
    kind: EndingKind, phones: tuple[str, ...], after: str, expected: bool
) -> None:
    assert is_swallowed(Inflection(kind, "stem", phones), after) is expected
