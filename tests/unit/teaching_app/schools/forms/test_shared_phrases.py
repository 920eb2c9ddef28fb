"""Tests of what is read of pasted lines."""

from __future__ import annotations

import pytest

from teaching_app.schools.forms.shared_phrases import MAX_LINES, PasteForm, read_lines
from teaching_app.schools.models import Institution
from tests.factories.schools import InstitutionFactory


def test_each_line_that_is_not_empty_is_a_phrase() -> None:
    lines = read_lines("Good morning.\r\n\r\n  How   are you? \n", {})
    assert [(li.number, li.text) for li in lines] == [
        (1, "Good morning."),
        (3, "How are you?"),
    ]
    assert not any(line.problem for line in lines)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("你好", "letters that English is not written with"),
        ("…", "no English word"),
        ("Xqzzt.", "We know none of these words"),
        ("so " * 80, "longer than 200 characters"),
    ],
)
def test_a_line_that_is_no_phrase_explains_why(text: str, problem: str) -> None:
    (line,) = read_lines(text, {})
    assert problem in line.problem


def test_the_same_sentence_again_is_left_out() -> None:
    first, second = read_lines("Good morning.\ngood morning.", {})
    assert not first.problem
    assert second.problem == "The same sentence stands above."


def test_a_moved_mark_stays_with_its_sentence_when_lines_move() -> None:
    (line,) = read_lines("A new record.", {})
    (choice,) = line.choices
    sent = {choice.name: "0" if choice.chosen else "1"}
    moved = read_lines("One more.\nA new record.", sent)[1]
    assert moved.stored_stress == {"2": int(sent[choice.name])}
    assert moved.choices[0].chosen == int(sent[choice.name])


def test_chosen_sounds_stay_with_their_sentence_when_lines_move() -> None:
    (line,) = read_lines("They live here.", {})
    (choice,) = line.sound_choices
    moved = read_lines("One more.\nThey live here.", {choice.name: "L AY1 V"})[1]
    assert moved.stored_stress == {"1": "L AY1 V"}
    assert moved.sound_choices[0].chosen == "L AY1 V"
    assert [word.text for word in moved.words] == ["They", "live", "here"]


def test_a_word_in_no_dictionary_is_named() -> None:
    (line,) = read_lines("I live in Zhongguancun.", {})
    assert "“Zhongguancun”" in line.unknown
    assert not line.problem


@pytest.mark.django_db
def test_more_than_a_hundred_at_once_are_refused() -> None:
    InstitutionFactory()
    text = "\n".join(f"Number {n}." for n in range(MAX_LINES + 1))
    form = PasteForm({"lines": text}, institutions=Institution.objects.all())
    assert form.errors["lines"] == [
        "At most 100 phrases at once. Paste the rest afterwards."
    ]


@pytest.mark.django_db
def test_the_only_school_need_not_be_chosen() -> None:
    school = InstitutionFactory()
    form = PasteForm({"lines": "Hello."}, institutions=Institution.objects.all())
    assert form.is_valid()
    assert form.cleaned_data["institution"] == school
