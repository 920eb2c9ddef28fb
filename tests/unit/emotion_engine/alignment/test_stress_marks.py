"""Every pronunciation has one primary stress, and pairs have both of their halves."""

from __future__ import annotations

import pytest

from emotion_engine.alignment.aligner import stress_is_certain
from emotion_engine.alignment.lexicon import pronunciations
from emotion_engine.alignment.phrase import plan_phrase, primary_stress
from emotion_engine.alignment.stress_marks import ALSO_STRESSED

ALSO = [(word, syllable) for syllable, words in ALSO_STRESSED for word in words]


@pytest.mark.parametrize(
    ("word", "syllable"),
    [
        ("engineer", 2),
        ("engineers", 2),
        ("engineering", 2),
        ("duration", 1),
        ("realization", 2),
        ("inequality", 2),
    ],
)
def test_an_ending_decides_between_two_primary_stresses(
    word: str, syllable: int
) -> None:
    assert {primary_stress(said) for said in pronunciations(word)} == {syllable}
    assert plan_phrase(word).words[0].expected_syllable == syllable


@pytest.mark.parametrize("word", ["minivans", "downtown", "noncommercial", "so-called"])
def test_where_no_ending_decides_each_stress_is_a_reading_of_its_own(word: str) -> None:
    variants = pronunciations(word)
    assert len({primary_stress(said) for said in variants}) == len(variants) == 2
    assert all(sum(p.endswith("1") for p in said) == 1 for said in variants)
    assert not stress_is_certain(variants, variants[0])


@pytest.mark.parametrize(("word", "syllable"), sorted(ALSO))
def test_the_reading_that_the_dictionary_lacks_is_there(
    word: str, syllable: int
) -> None:
    stressed = {primary_stress(said) for said in pronunciations(word)}
    assert syllable in stressed
    assert len(stressed) > 1


def test_a_plural_has_the_readings_of_its_word() -> None:
    assert plan_phrase("exports").words[0].possible_stresses == (0, 1)


def test_a_word_with_one_stress_stays_as_it_is() -> None:
    assert pronunciations("stress") == (("S", "T", "R", "EH1", "S"),)
    assert pronunciations("banana") == (("B", "AH0", "N", "AE1", "N", "AH0"),)


def test_a_stress_that_moves_before_another_one_is_let_pass() -> None:
    assert plan_phrase("volunteer").words[0].possible_stresses == (2, 0)
