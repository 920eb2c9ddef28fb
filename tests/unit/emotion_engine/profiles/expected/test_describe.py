"""A sentence in numbers: one row for each syllable, whatever the sentence."""

from __future__ import annotations

import numpy as np
import pytest

from emotion_engine.alignment.phrase import plan_phrase
from emotion_engine.profiles.expected.describe import (
    Register,
    circumstances,
    describe_syllables,
    describe_take,
    describe_words,
    last_content,
    phrase_around,
)
from emotion_engine.profiles.expected.spoken_text import SpokenText, text_of_plan

NEUTRAL = circumstances("neutral", Register.READ)


def read(text: str) -> SpokenText:
    return text_of_plan(plan_phrase(text))


@pytest.mark.parametrize("text", ["Go.", "We need 205 apples, Xyzzy.", "Who is it?"])
def test_each_sentence_has_rows_of_the_same_length(text: str) -> None:
    said, usual = read(text), read("They record a new record.")
    for describe in (describe_syllables, describe_words):
        assert describe(said, NEUTRAL).shape[1] == describe(usual, NEUTRAL).shape[1]
    assert describe_take(said, NEUTRAL).shape == describe_take(usual, NEUTRAL).shape
    assert len(describe_syllables(said, NEUTRAL)) == len(said.syllables)
    assert np.isfinite(describe_syllables(said, NEUTRAL)).all()


def test_a_question_differs_from_a_statement_and_a_style_from_another() -> None:
    asked, told = (describe_take(read(t), NEUTRAL) for t in ("You go?", "You go."))
    assert not np.array_equal(asked, told)
    happy = describe_take(read("You go."), circumstances("happy", Register.READ))
    assert not np.array_equal(told, happy)


def test_a_stretch_lies_between_marks() -> None:
    said = read("If it rains, we stay at home.")
    assert phrase_around(said, 1) == (0, 2)
    assert phrase_around(said, 3) == (3, 6)


def test_the_last_content_word_is_not_a_pronoun_behind_it() -> None:
    assert last_content(read("Keep an eye on him.")) == 2
