from __future__ import annotations

import pytest

from teaching_app.insights.facts.take import Take
from teaching_app.insights.models import TakeFact
from teaching_app.insights.selectors.overruled import overruled_in
from teaching_app.insights.selectors.takes import takes_of
from teaching_app.schools.models import AcceptedVariant, Judgement
from tests.factories.insights import finding, handed_in, word
from tests.factories.schools import AssignmentItemFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact() -> TakeFact:
    """A take with the stress of "garage" on its second syllable, and a long pause."""
    item = AssignmentItemFactory()
    enrolment = EnrolmentFactory(school_class=item.assignment.school_class)
    return handed_in(
        enrolment,
        item,
        words=[word("garage", 1, 0, parts=2, index=2)],
        syllables=[
            [1, "the", 0.2, False],
            [2, "ga", 0.7, True],
            [2, "rage", 0.7, False],
        ],
        findings=[
            finding("stress_elsewhere", 2, word="garage"),
            finding("pause_unexpected", 0, word="the"),
        ],
    )


def read(fact: TakeFact):
    school_class = fact.analysis.submission.item.assignment.school_class
    (take,) = takes_of(school_class, [fact.pk], overruled_in(school_class))
    return take


def compared(take: Take) -> list[float | None]:
    return [deviation for _word, _text, deviation, _is_stressed in take.syllables]


def judge(fact: TakeFact, verdict: str, **about: object) -> None:
    Judgement.objects.create(
        submission=fact.analysis.submission, author_name="A", verdict=verdict, **about
    )


def test_a_take_is_read_as_it_was_stored(fact: TakeFact) -> None:
    take = read(fact)
    assert take.words[0]["state"] == "elsewhere"
    assert compared(take) == [0.2, 0.7, 0.7]
    assert [found["code"] for found in take.findings] == [
        "stress_elsewhere",
        "pause_unexpected",
    ]


def test_accepted_stress_counts_as_correct(fact: TakeFact) -> None:
    school_class = fact.analysis.submission.item.assignment.school_class
    AcceptedVariant.objects.create(
        school_class=school_class, word="garage", stressed_syllable=1
    )
    take = read(fact)
    assert take.words[0]["state"] == "as_expected"
    assert compared(take) == [0.2, None, None]
    assert [found["code"] for found in take.findings] == ["pause_unexpected"]


def test_a_stress_that_a_teacher_overruled_is_left_out(fact: TakeFact) -> None:
    judge(fact, "overruled", about="stress", word_index=2)
    take = read(fact)
    assert take.words == []
    assert compared(take) == [0.2, None, None]
    assert [found["code"] for found in take.findings] == ["pause_unexpected"]


def test_a_finding_that_a_teacher_overruled_is_left_out(fact: TakeFact) -> None:
    judge(fact, "overruled", about="finding", finding="pause_unexpected", word_index=0)
    assert [found["code"] for found in read(fact).findings] == ["stress_elsewhere"]


def test_the_newest_judgement_is_in_force(fact: TakeFact) -> None:
    judge(fact, "overruled", about="stress", word_index=2)
    judge(fact, "agreed", about="stress", word_index=2)
    assert len(read(fact).words) == 1


def test_stress_is_where_the_teacher_heard_it(fact: TakeFact) -> None:
    judge(fact, "overruled", about="stress", word_index=2, value={"syllable": 0})
    (word_,) = read(fact).words
    assert (word_["state"], word_["heard"]) == ("as_expected", 0)


def test_a_teacher_may_hear_no_syllable_stand_out(fact: TakeFact) -> None:
    judge(fact, "overruled", about="stress", word_index=2, value={"syllable": None})
    assert read(fact).words[0]["state"] == "unclear"
