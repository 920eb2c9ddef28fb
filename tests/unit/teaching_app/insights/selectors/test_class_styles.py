from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.utils import timezone

from teaching_app.insights.selectors.class_styles import styles_of
from teaching_app.schools.models import SchoolClass
from tests.factories.insights import TakeFactFactory, handed_in
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
)

pytestmark = pytest.mark.django_db
STYLES = {"style_wanted": "happy", "style_heard": "happy"}


def practising(school_class: SchoolClass, n_learners: int) -> list:
    """Learners of the class, each with a take of their own choice in a style."""
    found = [EnrolmentFactory(school_class=school_class) for _ in range(n_learners)]
    for enrolment in found:
        TakeFactFactory(analysis__recording__owner=enrolment.learner, **STYLES)
    return found


def test_five_learners_are_summed_up() -> None:
    school_class = SchoolClassFactory(allows_expression=True)
    practising(school_class, 5)
    whole, happy = styles_of(school_class)
    assert (whole.style, whole.n_learners, whole.percent) == ("", 5, 100)
    assert happy.style == "happy"


def test_four_learners_are_not() -> None:
    school_class = SchoolClassFactory(allows_expression=True)
    practising(school_class, 4)
    assert styles_of(school_class) == ()


def test_a_style_that_fewer_than_five_tried_is_not_shown_separately() -> None:
    school_class = SchoolClassFactory(allows_expression=True)
    practising(school_class, 5)
    other = EnrolmentFactory(school_class=school_class).learner
    TakeFactFactory(
        analysis__recording__owner=other, style_wanted="sad", style_heard=""
    )
    assert [share.style for share in styles_of(school_class)] == ["", "happy"]


def test_nothing_is_shown_where_the_class_does_not_allow_it() -> None:
    school_class = SchoolClassFactory(allows_expression=False)
    practising(school_class, 6)
    assert styles_of(school_class) == ()


def test_nothing_is_shown_where_expression_is_off(settings: LazySettings) -> None:
    school_class = SchoolClassFactory(allows_expression=True)
    practising(school_class, 6)
    settings.EXPRESSION_ENABLED = False
    assert styles_of(school_class) == ()


def test_submissions_never_count() -> None:
    school_class = SchoolClassFactory(allows_expression=True)
    practising(school_class, 4)
    item = AssignmentItemFactory(assignment__school_class=school_class)
    handed_in(EnrolmentFactory(school_class=school_class), item, **STYLES)
    assert styles_of(school_class) == ()


def test_takes_before_joining_never_count() -> None:
    school_class = SchoolClassFactory(allows_expression=True)
    first, *_others = practising(school_class, 5)
    first.agreed_at = timezone.now()
    first.save()
    assert styles_of(school_class) == ()


def test_learners_in_another_class_without_expression_never_count() -> None:
    school_class = SchoolClassFactory(allows_expression=True)
    first, *_others = practising(school_class, 5)
    EnrolmentFactory(
        learner=first.learner, school_class=SchoolClassFactory(allows_expression=False)
    )
    assert styles_of(school_class) == ()
