from __future__ import annotations

import pytest

from teaching_app.insights.detectors import Evidence, Pattern
from teaching_app.insights.feedback.patterns import in_words
from teaching_app.insights.selectors.patterns import examples_of, main_patterns
from teaching_app.practice.feedback.progress import share_of
from tests.factories.insights import finding, word
from tests.factories.schools import EnrolmentFactory
from tests.unit.teaching_app.insights.detectors.takes import take


def pattern(n: int, total: int, *evidence: Evidence, code: str = "focus") -> Pattern:
    share = share_of([1.0] * n + [0.0] * (total - n))
    return Pattern(code, "", n, total, share, evidence, 1.0)


def test_a_class_in_which_everything_goes_wrong_gets_three_patterns() -> None:
    codes = ("final_rise_missing", "melody_too_flat", "pause_unexpected")
    codes += ("vowel_not_reduced", "too_slow", "focus_on_other_word")
    takes = [
        take(
            learner,
            natives_end="rise",
            melody_range_st=2.0,
            rate_syllables_per_s=2.0,
            findings=[finding(code, n) for n, code in enumerate(codes)],
        )
        for learner in range(10)
    ]
    assert len(main_patterns(takes)) == 3


def test_the_kind_of_words_is_reported_rather_than_each_word() -> None:
    takes = [
        take(learner, words=[word(text, 1, 2, parts=4)])
        for learner in range(10)
        for text in ("information", "education")
    ]
    assert [(p.code, p.kind) for p in main_patterns(takes)] == [
        ("stress_early", "tion")
    ]


def test_a_kind_stressed_early_here_and_late_there_is_reported_once() -> None:
    takes = [
        take(learner, words=[word(text, heard, 1 - heard, parts=2)])
        for learner in range(10)
        for text, heard in (("record", 0), ("present", 1), ("import", 0), ("object", 1))
    ]
    found = [p.kind for p in main_patterns(takes) if p.code.startswith("stress_")]
    assert found.count("noun_verb") == 1


def test_two_habits_of_whole_takes_are_both_reported() -> None:
    takes = [
        take(
            learner,
            melody_range_st=2.0,
            rate_syllables_per_s=2.0,
            findings=[finding("melody_too_flat"), finding("too_slow")],
        )
        for learner in range(10)
    ]
    assert [p.code for p in main_patterns(takes)] == ["flat_melody", "too_slow"]


def test_there_is_no_pattern_without_takes() -> None:
    assert main_patterns([]) == []


def test_a_gentle_class_gets_no_first_signs() -> None:
    takes = [
        take(n, melody_range_st=2.0, findings=[finding("melody_too_flat")])
        for n in range(4)
    ]
    assert len(main_patterns(takes)) == 1
    assert main_patterns(takes, is_gentle=True) == []


@pytest.mark.parametrize(
    ("n", "total", "certainty"),
    [(18, 24, "sure"), (12, 24, "likely"), (9, 24, "first"), (4, 4, "first")],
)
def test_certainty_depends_on_the_number_of_learners(
    n: int, total: int, certainty: str
) -> None:
    assert in_words(pattern(n, total)).certainty_code == certainty


@pytest.mark.django_db
def test_examples_are_of_three_learners_who_agreed() -> None:
    sharing = [EnrolmentFactory(shares_examples=True) for _ in range(4)]
    private = EnrolmentFactory(shares_examples=False)
    misses = [Evidence(take(e.pk)) for e in [private, *sharing, sharing[0]]]
    found = examples_of(pattern(5, 5, *misses), [private, *sharing])
    assert [miss.take.enrolment for miss in found] == [e.pk for e in sharing[:3]]
