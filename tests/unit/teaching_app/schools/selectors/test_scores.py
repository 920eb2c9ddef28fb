"""What a platform is told of a learner's work."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from teaching_app.schools.models import Assignment, Mark, Submission
from teaching_app.schools.selectors.assignments import work_on
from teaching_app.schools.selectors.scores import Score, score_of
from tests.factories.schools import AssignmentItemFactory, SubmissionFactory
from tests.reports import native_report

pytestmark = pytest.mark.django_db

Marking = Assignment.Marking


def handed_in(marking: str, **about: Any) -> Submission:
    """A take of an assignment with two phrases."""
    submission = SubmissionFactory(item__assignment__marking=marking, **about)
    AssignmentItemFactory(assignment=submission.item.assignment)
    return submission


def all_handed_in(marking: str, **about: Any) -> Submission:
    return SubmissionFactory(item__assignment__marking=marking, **about)


def score(submission: Submission) -> Score | None:
    work = work_on(submission.item.assignment, submission.enrolment)
    return score_of(work, maximum=20)


def mark(submission: Submission, value: str) -> None:
    Mark.objects.create(
        assignment=submission.item.assignment,
        enrolment=submission.enrolment,
        value=value,
        given_by_name="Ann Byron",
    )


def unassessable() -> dict[str, Any]:
    report = native_report()
    report["assessable"] = False
    return report


def test_without_marks_nothing_is_told() -> None:
    assert score(all_handed_in(Marking.NONE)) is None


def test_done_is_one_of_one() -> None:
    told = score(all_handed_in(Marking.COMPLETION))
    assert told == Score("Completed", "FullyGraded", 1, 1)


def test_half_of_it_is_no_grade_yet() -> None:
    told = score(handed_in(Marking.COMPLETION))
    assert told == Score("InProgress", "NotReady")


def test_what_could_not_be_assessed_waits_for_a_person() -> None:
    submission = all_handed_in(Marking.COMPLETION, analysis__report=unassessable())
    assert score(submission) == Score("Submitted", "PendingManual")


def test_once_a_person_has_listened_it_is_done() -> None:
    submission = all_handed_in(
        Marking.COMPLETION,
        analysis__report=unassessable(),
        reviewed_at=timezone.now(),
    )
    assert score(submission) == Score("Completed", "FullyGraded", 1, 1)


def test_what_is_being_analysed_waits_for_no_person() -> None:
    submission = all_handed_in(
        Marking.COMPLETION, analysis__state="queued", analysis__report=None
    )
    assert score(submission) == Score("Submitted", "Pending")


def test_a_teachers_mark_waits_for_the_teacher_whatever_the_machine_says() -> None:
    assert score(all_handed_in(Marking.TEACHER)) == Score("Submitted", "PendingManual")


@pytest.mark.parametrize(
    ("value", "given", "maximum"),
    [
        ("15", 15, 20),
        ("7,5", 7.5, 20),
        ("8/10", 8, 10),
        ("8 / 10", 8, 10),
        ("85%", 85, 100),
        ("85 %", 85, 100),
    ],
)
def test_a_mark_in_numbers_is_a_score(value: str, given: float, maximum: float) -> None:
    submission = all_handed_in(Marking.TEACHER)
    mark(submission, value)
    assert score(submission) == Score("Completed", "FullyGraded", given, maximum)


@pytest.mark.parametrize("value", ["good", "B+", "21", "5/0", "11/10", "-3", "1e3"])
def test_any_other_mark_is_a_comment(value: str) -> None:
    submission = all_handed_in(Marking.TEACHER)
    mark(submission, value)
    assert score(submission) == Score("Completed", "FullyGraded", comment=value)


def test_a_mark_that_was_withdrawn_waits_again() -> None:
    submission = all_handed_in(Marking.TEACHER)
    mark(submission, "15")
    mark(submission, "")
    assert score(submission) == Score("Submitted", "PendingManual")
