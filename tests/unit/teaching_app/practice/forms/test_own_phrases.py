"""A sentence that a learner types."""

from __future__ import annotations

import pytest

from teaching_app.practice.forms.own_phrases import OwnPhraseForm


def form(text: str, **stress: str) -> OwnPhraseForm:
    sent = {f"stress-{word}": at for word, at in stress.items()}
    made = OwnPhraseForm({"text": text, **sent})
    made.is_valid()
    return made


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "required"),
        ("   ", "required"),
        ("a" * 201, "max_length"),
        ("你好", "foreign_letters"),
        ("?!", "no_words"),
        ("xqzt vrrk", "not_english"),
        ("so " * 61, "too_long"),
        ("a " + "n" * 46, "long_word"),
    ],
)
def test_what_is_no_english_sentence_is_refused_with_a_reason(
    text: str, code: str
) -> None:
    (error,) = form(text).errors.as_data()["text"]
    assert error.code == code
    assert error.messages[0]


def test_white_space_counts_once() -> None:
    made = form("  Could you\n  help me? ")
    assert made.cleaned_data == {"text": "Could you help me?", "stress": {}}


def test_a_mark_may_be_moved_to_where_some_dictionary_has_it() -> None:
    usual = form("A record.")
    (choice,) = usual.choices
    (other,) = {0, 1} - {choice.chosen}
    moved = form("A record.", **{"1": str(other)})
    assert moved.cleaned_data["stress"] == {"1": other}
    assert moved.choices[0].chosen == other
    assert [o[2] for o in moved.choices[0].options] == [other == 0, other == 1]


def test_noun_and_verb_are_named_where_the_stress_tells_them_apart() -> None:
    (noun,) = form("This is a new record.").choices
    (verb,) = form("I want to record it.").choices
    assert [(o[2], o[3]) for o in noun.options] == [(True, "noun"), (False, "verb")]
    assert [(o[2], o[3]) for o in verb.options] == [(False, "noun"), (True, "verb")]


def test_a_word_may_be_said_with_other_sounds_than_the_sentence_suggests() -> None:
    usual = form("They live here.")
    (choice,) = usual.sound_choices
    assert (choice.word, choice.chosen) == ("live", "L IH1 V")
    assert [(o[0].rhyme, o[1]) for o in choice.options] == [
        ("give", True),
        ("five", False),
    ]
    assert usual.choices == []
    moved = form("They live here.", **{"1": "L AY1 V"})
    assert moved.cleaned_data["stress"] == {"1": "L AY1 V"}
    assert moved.sound_choices[0].chosen == "L AY1 V"


def test_the_sounds_that_the_sentence_suggests_are_no_mark() -> None:
    made = form("It was a live concert.", **{"3": "L AY1 V"})
    assert made.sound_choices[0].chosen == "L AY1 V"
    assert made.cleaned_data["stress"] == {}


@pytest.mark.parametrize("code", ["L EH1 D", "0", "l ay1 v", "<b>"])
def test_sounds_that_a_word_does_not_have_are_ignored(code: str) -> None:
    assert form("They live here.", **{"1": code}).cleaned_data["stress"] == {}


def test_other_words_have_no_part_of_speech() -> None:
    (choice,) = form("The garage.").choices
    assert {o[3] for o in choice.options} == {""}


@pytest.mark.parametrize(
    "text",
    ["Room 205 at 7:00 PM!", "[laughs] Mr. Brown, e.g.", "5 € or ½ off, #2 & 24/7"],
)
def test_numbers_and_signs_are_accepted(text: str) -> None:
    assert form(text).is_valid()


@pytest.mark.parametrize("at", ["7", "-1", "x", "²", "9" * 5000, ""])
def test_a_mark_that_cannot_be_there_is_ignored(at: str) -> None:
    assert form("A record.", **{"1": at}).cleaned_data["stress"] == {}


def test_a_word_we_do_not_know_is_named_and_its_mark_is_the_learners() -> None:
    made = form("I live in Zhongguancun.", **{"3": "1"})
    assert "“Zhongguancun”" in made.unknown
    assert made.cleaned_data["stress"] == {"3": 1}
    assert [choice.word for choice in made.choices][-1] == "Zhongguancun"
    assert form("I live in Paris.").unknown == ""
