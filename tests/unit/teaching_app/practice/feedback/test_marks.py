"""Stress marks of a phrase as it should be said."""

from __future__ import annotations

from teaching_app.practice.feedback.marks import phrase_words


def levels(text: str, stress: dict[int, int] | None = None) -> list[list[str]]:
    return [[s.level for s in word.syllables] for word in phrase_words(text, stress)]


def test_content_words_are_strong_and_weak_forms_weak() -> None:
    assert levels("Kids are talking by the door.") == [
        ["strong"],
        ["weak"],
        ["strong", "weak"],
        ["weak"],
        ["weak"],
        ["strong"],
    ]


def test_the_author_of_a_phrase_overrides_the_dictionary() -> None:
    noun = levels("a record", {1: 0})[1]
    verb = levels("a record", {1: 1})[1]
    assert noun[0] == verb[1] == "strong"
    assert noun[1] != "strong"
    assert verb[0] != "strong"


def test_punctuation_stays_where_it_was() -> None:
    words = phrase_words("“No,” she said, “I like well-known songs!”")
    assert [(w.before, w.after) for w in words] == [
        ("“", ",”"),
        ("", ""),
        ("", ","),
        ("“", ""),
        ("", ""),
        ("", "-"),
        ("", ""),
        ("", "!”"),
    ]


def test_a_number_that_became_words_leaves_no_digits_behind() -> None:
    words = phrase_words("I saw 25 (not 30) birds.")
    around = "".join(w.before + w.after for w in words)
    assert not any(c.isalnum() for c in around)


def test_a_number_is_shown_once_as_it_is_written() -> None:
    words = phrase_words("Room 205, Dr. Brown.")
    assert [[s.text for s in w.syllables] for w in words] == [
        ["Room"],
        ["205"],
        ["Dr."],
        ["Brown"],
    ]
    assert words[1].spoken == "TWO HUN-dred FIVE"
    assert words[1].last_syllable == 3
    assert [w.after for w in words] == ["", ",", "", "."]


def test_the_marks_are_spoken_in_capitals() -> None:
    assert phrase_words("photographer")[0].spoken == "pho-TOG-ra-pher"
