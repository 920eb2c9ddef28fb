"""The queue starts with what needs a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from teaching_app.schools.models import Comment, Enrolment, SchoolClass, Submission
from teaching_app.schools.selectors import review_queue
from teaching_app.schools.selectors.review_queue import Why
from teaching_app.schools.services import comments
from tests.factories.models import UserFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db
Certainty = Submission.Certainty


@pytest.fixture
def experienced(school_class: SchoolClass) -> Enrolment:
    """A learner whose first take in this class has been reviewed."""
    enrolment = EnrolmentFactory(school_class=school_class)
    handed_in(school_class, enrolment, reviewed_at=timezone.now())
    return enrolment


def handed_in(
    school_class: SchoolClass, enrolment: Enrolment | None = None, **facts: Any
) -> Submission:
    facts = {"certainty": Certainty.SURE, **facts}
    return SubmissionFactory(
        item=AssignmentItemFactory(assignment__school_class=school_class),
        enrolment=enrolment or EnrolmentFactory(school_class=school_class),
        **facts,
    )


def ask(take: Submission) -> Comment:
    return comments.write(
        submission=take,
        author=take.enrolment.learner.user,
        text="Was that right?",
        is_question=True,
        idempotency_key=uuid4(),
    )


def waiting(school_class: SchoolClass) -> list[tuple[Submission, int]]:
    classes = SchoolClass.objects.filter(pk=school_class.pk)
    return [(take, take.why) for take in review_queue.waiting(classes)]


def test_a_question_comes_first_then_doubt_then_first_takes_then_the_rest(
    school_class: SchoolClass, experienced: Enrolment
) -> None:
    rest = handed_in(school_class, experienced)
    first = handed_in(school_class)
    unsure = handed_in(school_class, certainty=Certainty.UNSURE)
    silent = handed_in(school_class, certainty=Certainty.NOT_ASSESSABLE)
    asked = handed_in(school_class, experienced)
    ask(asked)
    assert waiting(school_class) == [
        (asked, Why.QUESTION),
        (silent, Why.NOT_ASSESSABLE),
        (unsure, Why.UNSURE),
        (first, Why.FIRST),
        (rest, Why.REST),
    ]


def test_a_question_brings_a_reviewed_take_back_until_it_is_answered(
    school_class: SchoolClass, experienced: Enrolment
) -> None:
    take = experienced.submissions.get()
    assert waiting(school_class) == []
    ask(take)
    assert waiting(school_class) == [(take, Why.QUESTION)]
    comments.write(
        submission=take, author=UserFactory(), text="Yes.", idempotency_key=uuid4()
    )
    assert waiting(school_class) == []


def test_marking_as_reviewed_closes_a_question_too(
    school_class: SchoolClass, experienced: Enrolment
) -> None:
    take = experienced.submissions.get()
    ask(take)
    Submission.objects.filter(pk=take.pk).update(
        reviewed_at=timezone.now() + timedelta(seconds=1)
    )
    assert waiting(school_class) == []


def test_takes_that_cannot_be_reviewed_are_not_in_the_queue(
    school_class: SchoolClass,
) -> None:
    handed_in(school_class, set_aside_at=timezone.now())
    handed_in(school_class, analysis=None)
    handed_in(school_class, analysis__state="queued")
    handed_in(SchoolClassFactory())
    assert waiting(school_class) == []
    classes = SchoolClass.objects.filter(pk=school_class.pk)
    assert review_queue.n_pending(classes) == 1


def test_only_certain_untouched_takes_can_be_confirmed_in_bulk(
    school_class: SchoolClass, experienced: Enrolment
) -> None:
    sure = handed_in(school_class)
    handed_in(school_class, certainty=Certainty.UNSURE)
    ask(handed_in(school_class))
    handed_in(school_class).judgements.create(
        author_name="Ms Lee", about="band", verdict="agreed", point="band:total"
    )
    classes = SchoolClass.objects.filter(pk=school_class.pk)
    assert list(review_queue.to_confirm(classes)) == [sure]


def test_a_learner_has_the_same_number_on_every_take(
    school_class: SchoolClass,
) -> None:
    EnrolmentFactory()  # of another class
    one, two = EnrolmentFactory.create_batch(2, school_class=school_class)
    for enrolment in (two, one, two):
        handed_in(school_class, enrolment)
    classes = SchoolClass.objects.filter(pk=school_class.pk)
    numbers = {(t.enrolment, t.number) for t in review_queue.waiting(classes)}
    assert numbers == {(one, 1), (two, 2)}
