"""From ARPAbet to the symbols of the voice, word by word."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.lexicon import pronunciations
from emotion_engine.voice.symbols import word_symbols


@pytest.mark.parametrize(
    ("word", "symbols"),
    [
        ("photographer", "fətˈɑːɡɹəfɚ"),  # the mark stands before the vowel
        ("photograph", "fˈoʊɾəɡɹˌæf"),
        ("about", "ɐbˈaʊt"),  # a schwa that begins a word
        ("happy", "hˈæpi"),
        ("water", "wˈɔːɾɚ"),  # a flap
        ("party", "pˈɑːɹɾi"),
        ("attack", "ɐtˈæk"),  # no flap before a stressed vowel
        ("button", "bˈʌʔn̩"),  # T and N in one
        ("important", "ˌɪmpˈɔːɹtənt"),
        ("roses", "ɹˈoʊzᵻz"),  # barred i
        ("needed", "nˈiːdᵻd"),
        ("university", "jˌuːnəvˈɜːsᵻɾi"),
        ("return", "ɹᵻtˈɜːn"),
        ("believe", "bᵻlˈiːv"),
        ("electric", "ᵻlˈɛktɹɪk"),
        ("general", "dʒˈɛnɚɹəl"),  # R before a vowel
        ("near", "nˈɪɹ"),
        ("door", "dˈoːɹ"),
        ("long", "lˈɔŋ"),
        ("church", "tʃˈɜːtʃ"),
    ],
)
def test_words_are_written_as_the_voice_knows_them(word: str, symbols: str) -> None:
    assert word_symbols(pronunciations(word)[0]) == symbols


def test_a_moved_mark_leaves_the_vowels_as_they_are() -> None:
    phones = ["P", "ER1", "M", "IH2", "T"]
    assert word_symbols(phones) == "pˈɜːmˌɪt"
    assert word_symbols(phones, marks=(0, 1)) == "pɜːmˈɪt"


def test_digits_move_the_quality_of_vowels_with_the_stress() -> None:
    assert word_symbols(["P", "ER0", "M", "IH1", "T"]) == "pɚmˈɪt"


def test_a_vowel_that_is_given_stress_is_never_swallowed() -> None:
    button = ["B", "AH1", "T", "AH0", "N"]
    assert word_symbols(button, marks=(0, 1)) == "bʌtˈən"
    assert word_symbols(button, marks=(2, 0)) == "bˌʌʔn̩"


def test_marks_are_one_for_each_vowel() -> None:
    with pytest.raises(ValueError, match="shorter"):
        word_symbols(["P", "ER1", "M", "IH2", "T"], marks=(1,))


def test_what_is_no_phone_is_named() -> None:
    with pytest.raises(ValueError, match="'XX1' is no ARPAbet phone"):
        word_symbols(["P", "XX1"])
