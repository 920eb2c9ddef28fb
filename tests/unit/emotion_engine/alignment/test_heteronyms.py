"""Words written alike and said differently, in their sentences."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.heteronyms import (
    FIRST_UNLESS_ADJECTIVE,
    FIRST_UNLESS_VERB,
    FULL_AS_VERB,
    SOUNDS,
    is_heteronym,
    parts_of,
)
from emotion_engine.alignment.lexicon import pronunciations, without_stress
from emotion_engine.alignment.phrase import PlannedWord, plan_phrase, primary_stress


def planned(text: str, word: str) -> PlannedWord:
    return next(w for w in plan_phrase(text).words if w.text.lower() == word)


@pytest.mark.parametrize(
    ("text", "word", "syllable"),
    [
        ("The record was broken.", "record", 0),
        ("This is a new record.", "record", 0),
        ("I want to record a song.", "record", 1),
        ("Their records are old.", "records", 0),
        ("She will object to the plan.", "object", 1),
        ("The object is heavy.", "object", 0),
        ("You need a permit to park.", "permit", 0),
        ("Please permit me to go.", "permit", 1),
        ("He will present it.", "present", 1),
        ("The desert is hot.", "desert", 0),
        ("Don't desert me.", "desert", 1),
        ("We like the content.", "content", 0),
        ("The proceeds go to the school.", "proceeds", 0),
    ],
)
def test_nouns_and_verbs_are_stressed_differently(
    text: str, word: str, syllable: int
) -> None:
    assert planned(text, word).expected_syllable == syllable


@pytest.mark.parametrize(
    ("text", "word", "sounds"),
    [
        ("Please close the window before you leave.", "close", "K L OW Z"),
        ("The shop is very close to my house.", "close", "K L OW S"),
        ("I live in London.", "live", "L IH V"),
        ("It was a live concert.", "live", "L AY V"),
        ("I have read the book.", "read", "R EH D"),
        ("I want to read the book.", "read", "R IY D"),
        ("I read it yesterday.", "read", "R EH D"),
        ("He will lead the team.", "lead", "L IY D"),
        ("A tear ran down her face.", "tear", "T IH R"),
        ("Don't tear the paper.", "tear", "T EH R"),
        ("The wind was strong.", "wind", "W IH N D"),
        ("The wound is deep.", "wound", "W UW N D"),
        ("How do you use it?", "use", "Y UW Z"),
        ("It is of no use.", "use", "Y UW S"),
    ],
)
def test_homographs_sound_as_their_part_of_speech(
    text: str, word: str, sounds: str
) -> None:
    first = planned(text, word).pronunciations[0]
    assert " ".join(map(without_stress, first)) == sounds


def test_verbs_end_in_a_full_vowel() -> None:
    verb = planned("I separate the eggs.", "separate").pronunciations
    adjective = planned("They have separate rooms.", "separate").pronunciations
    assert {said[-2] for said in verb} == {"EY2"}
    assert adjective[0][-2] == "IH0"


def test_a_sure_part_leaves_no_other_pronunciation_and_a_doubtful_one_does() -> None:
    sure = planned("This is a new record.", "record")
    doubtful = planned("Our exports increase.", "increase")
    assert {primary_stress(said) for said in sure.pronunciations} == {0}
    assert {primary_stress(said) for said in doubtful.pronunciations} == {0, 1}


def test_the_other_reading_may_still_be_chosen() -> None:
    word = planned("This is a new record.", "record")
    assert set(word.possible_stresses) == {0, 1}
    assert plan_phrase("This is a new record.", {4: 1}).words[4].expected_syllable == 1
    assert parts_of("record") == {0: "noun", 1: "verb"}
    assert parts_of("minute") == {0: "noun", 1: "adjective"}


def test_every_word_of_the_tables_has_the_pronunciations_that_differ() -> None:
    stresses = {
        word: {primary_stress(said) for said in pronunciations(word)}
        for word in FIRST_UNLESS_VERB | FIRST_UNLESS_ADJECTIVE
    }
    assert {w for w, found in stresses.items() if len(found) < 2} == set()
    ends = {w: {said[-2] for said in pronunciations(w)} for w in FULL_AS_VERB}
    assert {w for w, found in ends.items() if len(found) < 2} == set()
    for word, sounds in SOUNDS.items():
        known = {" ".join(map(without_stress, p)) for p in pronunciations(word)}
        assert set(sounds.values()) <= known, word


def test_other_words_are_none() -> None:
    assert not is_heteronym("table")
    assert is_heteronym("permits")
