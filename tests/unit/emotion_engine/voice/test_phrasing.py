"""Phrases in the voice's symbols: weak forms, linking, and pauses."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.g2p import LettersToPhones
from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.config import EngineConfig
from emotion_engine.voice.phrasing import marks_behind, write_phrase

LETTERS = LettersToPhones(EngineConfig().weights_dir)


def written(text: str, **options) -> str:
    stress = options.pop("stress", None)
    return write_phrase(plan_phrase(text, stress), LETTERS, **options)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("a cup of tea", "ɐ kˈʌp ʌv tˈiː."),
        ("I want to go", "aɪ wˈɑːnt tə ɡˈoʊ."),
        ("You were there to ask me", "juː wɜː ðɛɹ tʊ ˈæsk mˌiː."),
        ("She was at the end", "ʃiː wʌz æt ðɪ ˈɛnd."),
        ("We can do it", "wiː kæn dˈuː ɪt."),
        ("Yes, we can.", "jˈɛs, wiː kˈæn."),
        ("They're here", "ðɛɹ hˈɪɹ."),
        ("We can't go", "wiː kˈænt ɡˈoʊ."),
    ],
)
def test_words_are_light_unless_the_phrase_leans_on_them(
    text: str, symbols: str
) -> None:
    assert written(text) == symbols


def test_a_homograph_is_said_as_the_phrase_means_it() -> None:
    assert written("They live here") == "ðeɪ lˈɪv hˈɪɹ."
    assert written("They live here", stress={1: "L AY1 V"}) == "ðeɪ lˈaɪv hˈɪɹ."


def test_an_emphasised_word_is_said_in_full() -> None:
    assert written("We can do it", emphasised={1}) == "wiː kˈæn dˈuː ɪt."
    assert written("the best", emphasised={0}) == "ðˈʌ bˈɛst."


@pytest.mark.parametrize(
    ("accent", "symbols"),
    [
        ({1}, "maɪ sˈɪstɚ bɑːt ɐ bˌaɪsɪkəl."),
        ({0}, "mˈaɪ sˌɪstɚ bɑːt ɐ bˌaɪsɪkəl."),
        ({4}, "maɪ sˌɪstɚ bɑːt ɐ bˈaɪsɪkəl."),
    ],
)
def test_the_words_that_carry_a_sentence_alone_have_the_main_stress(
    accent: set[int], symbols: str
) -> None:
    assert written("My sister bought a bicycle", accent=accent) == symbols


@pytest.mark.parametrize("text", ["it", "of", "You are", "to me"])
def test_every_phrase_has_a_stressed_word(text: str) -> None:
    assert written(text).count("ˈ") == 1


def test_words_are_linked_unless_a_pause_parts_them() -> None:
    assert written("water and ice") == "wˈɔːɾɚɹ ænd ˈaɪs."
    assert written("water, and ice") == "wˈɔːɾɚ, ænd ˈaɪs."
    assert written("get it out") == "ɡˈɛt ɪɾ ˈaʊt."


def test_the_stress_of_the_phrase_picks_the_pronunciation() -> None:
    text = "They want to record a new record."
    assert "ɹᵻkˈɔːɹd ɐ nˈuː ɹˈɛkɚd" in written(text, stress={3: 1, 6: 0})


def test_the_usual_one_of_two_words_written_alike_is_said() -> None:
    assert written("Where do you live?") == "wˌɛɹ dˈuː juː lˈɪv?"


def test_words_that_are_given_are_said_as_they_are() -> None:
    assert written("a new record", given={2: "ɹɛkˈɚd"}) == "ɐ nˈuː ɹɛkˈɚd."


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Apples, bananas; bread.", {0: ",", 1: ";", 2: "."}),
        ("Really?! Yes…", {0: "!", 1: "."}),
        ('"No," she said – "never."', {0: ",", 2: ",", 3: "."}),
        ("Dr. Smith paid 3.5 dollars", {}),
        ("In 1984, we left.", {1: ",", 3: "."}),
        ("It's 10:30 at the well-known inn", {}),
    ],
)
def test_marks_stand_behind_their_words(text: str, marks: dict[int, str]) -> None:
    assert marks_behind(plan_phrase(text)) == marks


def test_a_phrase_always_ends() -> None:
    assert written("Is it you?").endswith("?")
    assert written("Go").endswith("ɡˈoʊ.")
    assert written("Go,").endswith("ɡˈoʊ.")


def test_a_clause_that_goes_on_ends_in_a_comma() -> None:
    assert written("Go, …").endswith("ɡˈoʊ,")
    assert written("Go…").endswith("ɡˈoʊ.")


def test_a_number_is_spoken_like_its_words() -> None:
    assert written("Room 205.") == written("Room two hundred five.")
    assert written("In 1984, yes.") == written("In nineteen eighty four, yes.")


def test_a_heteronym_is_spoken_as_its_part_of_speech() -> None:
    noun = written("This is a new record.").rstrip(".").split()[-1]
    verb = written("I want to record songs.").split()[3]
    assert noun.startswith("ɹˈ")
    assert not verb.startswith("ɹˈ")
