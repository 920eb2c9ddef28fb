"""Words in capitals: letters, words made of initials, or words said with emphasis."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.initials import (
    initials_readings,
    is_letters,
    joined_readings,
    letter_by_letter,
    without_letters,
)
from emotion_engine.alignment.lexicon import pronunciations
from emotion_engine.alignment.text import spoken_words


@pytest.mark.parametrize(
    ("text", "word", "usual"),
    [
        ("We live in the US.", "US", "u.s."),
        ("I work in IT.", "IT", "i. t."),
        ("The WHO says so.", "WHO", "w. h. o."),
        ("WHO said that?", "WHO", "who"),
        ("I AM here.", "AM", "am"),
        ("At 7 AM we left.", "AM", "a.m."),
        ("She works at NASA.", "NASA", "nasa"),
        ("Do it NOW.", "NOW", "now"),
        ("Watch the BBC.", "BBC", "b. b. c."),
        ("LET US GO", "US", "us"),
    ],
)
def test_capitals_are_read_by_their_place(text: str, word: str, usual: str) -> None:
    readings = {w.written: w.spoken for w in spoken_words(text)}
    assert readings[word] == usual


@pytest.mark.parametrize(
    ("text", "word", "both"),
    [
        ("We live in the US.", "US", {"u.s.", "us"}),
        ("She works at NASA.", "NASA", {"nasa", "n. a. s. a."}),
        ("I work in IT.", "IT", {"i. t.", "it"}),
    ],
)
def test_letters_and_word_are_both_right(text: str, word: str, both: set[str]) -> None:
    (found,) = [w for w in spoken_words(text) if w.written == word]
    assert set(found.readings) == both


def test_letters_are_written_as_the_dictionary_has_them() -> None:
    assert letter_by_letter("USA") == "u.s.a."
    assert letter_by_letter("DIY") == "d. i. y."
    assert initials_readings("e.g.") == ("for example", "e. g.")
    assert initials_readings("b.b.c.'s") == ("b. b. c.'s",)
    assert joined_readings("r&b") == ("r. and b.",)


def test_small_letters_are_no_initials() -> None:
    assert is_letters("us", ("Y", "UW2", "EH1", "S"))
    assert not is_letters("us", ("AH1", "S"))
    assert without_letters("us", pronunciations("us")) == (("AH1", "S"),)
