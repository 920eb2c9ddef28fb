"""Words written alike whose sounds differ, chosen by a phrase's author."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.heteronyms import FULL_AS_VERB, SOUNDS
from emotion_engine.alignment.homographs import (
    EXAMPLES_IN_ATE,
    RHYMES,
    homographs_of,
)
from emotion_engine.alignment.lexicon import pronunciations, without_stress
from emotion_engine.alignment.phrase import PlannedWord, plan_phrase
from emotion_engine.errors import TextError, TextRefusal

ALL = [*RHYMES, *EXAMPLES_IN_ATE]


def meant(text: str, index: int, code: str | None = None) -> PlannedWord:
    return plan_phrase(text, {index: code} if code else None).words[index]


def sounds(word: PlannedWord) -> set[str]:
    return {" ".join(map(without_stress, said)) for said in word.pronunciations}


@pytest.mark.parametrize(
    ("text", "index", "code", "expected"),
    [
        ("I live here.", 1, "L AY1 V", "L AY V"),
        ("A live concert.", 1, "L IH1 V", "L IH V"),
        ("I read a lot.", 1, "R EH1 D", "R EH D"),
        ("A row!", 1, "R AW1", "R AW"),
        ("The house.", 1, "HH AW1 Z", "HH AW Z"),
    ],
)
def test_the_chosen_sounds_are_the_only_ones(
    text: str, index: int, code: str, expected: str
) -> None:
    word = meant(text, index, code)
    assert sounds(word) == {expected}
    assert word.in_dictionary
    assert [s.text for s in word.syllables] == [word.text]
    assert word.expected_syllable == 0


def test_without_a_choice_the_sentence_decides() -> None:
    assert sounds(meant("They live here.", 1)) == {"L IH V"}


def test_the_choice_of_a_verb_keeps_all_its_pronunciations() -> None:
    verb = meant("Two separate rooms.", 1, "EY2 T")
    other = meant("I separate them.", 1, "AH0 T")
    assert {said[-2:] for said in verb.pronunciations} == {("EY2", "T")}
    assert {said[-2] for said in other.pronunciations} <= {"AH0", "IH0"}
    assert [s.stress for s in verb.syllables] == [1, 0, 2]


def test_a_word_in_capitals_keeps_its_sounds_when_it_is_said_as_written() -> None:
    plan = plan_phrase("They LIVE here.", {1: "L AY1 V"})
    said = plan.said_as({1: plan.words[1].spoken})
    assert sounds(said.words[1]) == {"L AY V"}


@pytest.mark.parametrize(
    ("text", "index", "code"),
    [("I live here.", 1, "L EH1 D"), ("A table.", 1, "L AY1 V"), ("Room 205", 1, "T")],
)
def test_sounds_that_a_word_does_not_have_are_refused(
    text: str, index: int, code: str
) -> None:
    with pytest.raises(TextError) as refused:
        meant(text, index, code)
    assert refused.value.code == TextRefusal.UNKNOWN_STRESS


@pytest.mark.parametrize("word", ALL)
def test_every_pronunciation_belongs_to_one_homograph(word: str) -> None:
    for said in pronunciations(word):
        assert sum(one.fits(said) for one in homographs_of(word)) == 1, said


@pytest.mark.parametrize("word", ALL)
def test_homographs_differ_in_sounds_and_not_in_stress(word: str) -> None:
    one, other = (meant(word, 0, one.code) for one in homographs_of(word))
    assert not sounds(one) & sounds(other)
    assert one.expected_syllable == other.expected_syllable
    assert one.possible_stresses == other.possible_stresses == (one.expected_syllable,)


@pytest.mark.parametrize("word", ALL)
def test_each_ends_in_the_sounds_of_its_rhyme(word: str) -> None:
    for one in homographs_of(word):
        assert any(
            _rhyme(said) == _rhyme(tuple(ending.split()))
            for said in pronunciations(one.rhyme)
            for ending in one.endings
        ), one


def test_what_the_sentence_may_decide_is_on_offer() -> None:
    undecided = {"lives", "minute", "minutes", "wounds"}
    assert set(SOUNDS) - undecided <= set(RHYMES)
    assert FULL_AS_VERB - {"alternate"} == set(EXAMPLES_IN_ATE)


def _rhyme(said: tuple[str, ...]) -> str:
    """The last full vowel of a word and what follows it; "winds" rhymes with "wins"."""
    full = [i for i, phone in enumerate(said) if phone[-1] in "12"] or [0]
    tail = " ".join(without_stress(phone) for phone in said[full[-1] :])
    return tail.replace("N D Z", "N Z")
