from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from teaching_app.insights.selectors.class_report import report_of
from teaching_app.schools.models import Enrolment, Group, Judgement
from tests.factories.insights import TakeFactFactory, handed_in
from tests.factories.schools import AssignmentItemFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db
SYLLABLES = [[0, "ba", 0.0, False], [0, "na", 1.0, True], [0, "na", None, False]]


@pytest.fixture
def item():
    return AssignmentItemFactory()


def enrolled(item, **values: object) -> Enrolment:
    values = {"agreed_at": timezone.now() - timedelta(days=60)} | values
    return EnrolmentFactory(school_class=item.assignment.school_class, **values)


def report(item):
    return report_of(item.assignment.school_class)


def test_only_takes_of_those_in_the_class_count(item) -> None:
    handed_in(enrolled(item), item)
    handed_in(enrolled(item, state="left"), item)
    assert report(item).n_takes == 1


def test_a_take_that_was_set_aside_does_not_count(item) -> None:
    fact = handed_in(enrolled(item), item)
    submission = fact.analysis.submission
    submission.set_aside_at = timezone.now()
    submission.save()
    assert report(item).n_takes == 0


def test_own_practice_is_only_a_number_of_takes(item) -> None:
    enrolment = enrolled(item)
    TakeFactFactory(
        analysis__recording__owner=enrolment.learner, syllables=SYLLABLES, total=1.0
    )
    found = report(item)
    assert (found.practised[0].weeks[-1].n_own, found.n_takes) == (1, 0)
    assert (found.maps, found.skills) == ((), ())


def test_practice_before_joining_is_not_seen(item) -> None:
    enrolment = enrolled(item, agreed_at=timezone.now())
    TakeFactFactory(
        analysis__recording__owner=enrolment.learner,
        taken_at=timezone.now() - timedelta(minutes=1),
    )
    assert report(item).practised[0].weeks[-1].n_own == 0


def test_submissions_to_another_class_are_not_own_practice(item) -> None:
    enrolment = enrolled(item)
    other = AssignmentItemFactory()
    elsewhere = EnrolmentFactory(
        school_class=other.assignment.school_class, learner=enrolment.learner
    )
    handed_in(elsewhere, other)
    assert report(item).practised[0].weeks[-1].n == 0


def test_a_learner_without_takes_for_two_weeks_is_silent(item) -> None:
    now = timezone.now()
    lately, long_ago, never = (enrolled(item, name=name) for name in "ABC")
    new = enrolled(item, name="D", agreed_at=now)
    handed_in(lately, item, taken_at=now - timedelta(days=3))
    handed_in(long_ago, item, taken_at=now - timedelta(days=15))
    silent = [line.enrolment for line in report(item).silent]
    assert silent == [long_ago, never]
    assert new not in silent


def test_the_map_counts_learners_by_their_newest_take(item) -> None:
    now = timezone.now()
    first, second = enrolled(item), enrolled(item)
    better = [[0, "ba", 0.0, False], [0, "na", 0.2, True], [0, "na", None, False]]
    handed_in(first, item, syllables=SYLLABLES, taken_at=now - timedelta(days=2))
    handed_in(first, item, syllables=better, taken_at=now - timedelta(days=1))
    handed_in(second, item, syllables=SYLLABLES)
    (drawn,) = report(item).maps
    cells = [(c.text, c.n_differ, c.n) for word in drawn.words for c in word]
    assert cells == [("ba", 0, 2), ("na", 1, 2), ("na", 0, 0)]


@pytest.mark.parametrize(("n_learners", "is_shown"), [(4, False), (5, True)])
def test_a_group_is_shown_from_five_learners_on(
    item, n_learners: int, is_shown: bool
) -> None:
    group = Group.objects.create(
        school_class=item.assignment.school_class, name="Mondays"
    )
    for n in range(n_learners):
        enrolment = enrolled(item, first_language=("Spanish", "es", "español")[n % 3])
        enrolment.groups.add(group)
        handed_in(enrolment, item, n_stress_in_place=n, n_stress_elsewhere=1)
    found = report(item)
    assert bool(found.groups) == is_shown
    assert [part.name for part in found.languages] == (["es"] if is_shown else [])


def test_a_teachers_word_counts_in_the_skills_over_the_weeks(item) -> None:
    facts = [
        handed_in(enrolled(item), item, n_stress_in_place=1, n_stress_elsewhere=1)
        for _ in range(3)
    ]
    assert [graph.latest.percent for graph in report(item).skills] == [50]
    for fact in facts:
        Judgement.objects.create(
            submission=fact.analysis.submission,
            author_name="A",
            about="stress",
            word_index=2,
            verdict="overruled",
            machine={"state": "elsewhere", "expected": 0, "heard": 1},
            value={"syllable": 0, "text": "ga"},
        )
    assert [graph.latest.percent for graph in report(item).skills] == [100]
