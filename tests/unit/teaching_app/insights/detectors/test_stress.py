from __future__ import annotations

from typing import Any

from teaching_app.insights.detectors.stress_of_kinds import stress_of_kinds
from teaching_app.insights.detectors.stress_of_words import stress_of_words
from teaching_app.insights.detectors.stress_unclear import stress_unclear
from tests.factories.insights import word

from .takes import take, takes_of_class


def in_tion(has_habit: bool) -> list[dict[str, Any]]:
    heard = 1 if has_habit else 2
    return [
        {"words": [word(text, heard, 2, parts=4)]}
        for text in ("information", "education")
    ]


def test_a_kind_of_words_stressed_one_syllable_early_is_counted_by_learners() -> None:
    patterns = list(stress_of_kinds(takes_of_class(24, 18, in_tion)))
    assert [(p.code, p.kind) for p in patterns] == [("stress_early", "tion")]
    found = patterns[0]
    assert (found.n_learners, found.n_occasion) == (18, 24)
    assert found.details["by"] == "one"
    assert found.share.low < 18 / 24 < found.share.high
    assert {miss.take.enrolment for miss in found.evidence} == set(range(18))


def test_stress_that_comes_late_is_another_pattern() -> None:
    def late(has_habit: bool) -> list[dict[str, Any]]:
        heard = 2 if has_habit else 0
        return [{"words": [word(t, heard)]} for t in ("banana", "tomato")]

    patterns = list(stress_of_kinds(takes_of_class(6, 5, late)))
    assert [(p.code, p.details["by"]) for p in patterns] == [("stress_late", "some")]


def test_one_word_is_not_yet_a_kind() -> None:
    takes = takes_of_class(8, 8, in_tion)[::2]
    assert not list(stress_of_kinds(takes))


def test_two_learners_do_not_make_a_pattern() -> None:
    assert not list(stress_of_kinds(takes_of_class(4, 2, in_tion)))


def test_a_quarter_of_the_class_does_not_make_a_pattern() -> None:
    assert not list(stress_of_kinds(takes_of_class(20, 5, in_tion)))


def test_occasional_misses_are_no_habit() -> None:
    """One miss in four occasions of each learner."""
    takes = [
        take(learner, words=[word(text, heard, 2, parts=4)])
        for learner in range(8)
        for text, heard in zip(
            ("information", "education", "nation", "station"), (1, 2, 2, 2), strict=True
        )
    ]
    assert not list(stress_of_kinds(takes))


def test_words_whose_stress_varies_among_natives_are_no_occasion() -> None:
    def varying(has_habit: bool) -> list[dict[str, Any]]:
        said = in_tion(has_habit)
        return [{"words": [t["words"][0] | {"varies": True}]} for t in said]

    takes = takes_of_class(8, 8, varying)
    assert not list(stress_of_kinds(takes))
    assert not list(stress_of_words(takes))


def test_one_word_stressed_on_the_same_wrong_syllable_is_named() -> None:
    def hotel(has_habit: bool) -> list[dict[str, Any]]:
        return [{"words": [word("hotel", 0 if has_habit else 1, 1, parts=2)]}]

    (found,) = stress_of_words(takes_of_class(10, 7, hotel))
    assert (found.kind, found.n_learners, found.n_occasion) == ("hotel", 7, 10)
    assert (found.details["expected"], found.details["heard"]) == ("part1", "part0")


def test_words_without_a_clear_stress_are_counted() -> None:
    def level(has_habit: bool) -> list[dict[str, Any]]:
        state = "unclear" if has_habit else "as_expected"
        return [{"words": [word("banana") | {"state": state}]}]

    (found,) = stress_unclear(takes_of_class(9, 4, level))
    assert (found.n_learners, found.n_occasion) == (4, 9)


def test_words_that_were_only_asked_about_are_no_misses() -> None:
    def asked(has_habit: bool) -> list[dict[str, Any]]:
        flags = {"state": "unclear", "asked": True} if has_habit else {}
        return [{"words": [word("banana") | flags]}]

    assert not list(stress_unclear(takes_of_class(9, 9, asked)))
