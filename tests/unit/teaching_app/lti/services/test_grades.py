"""Grades on their way to a platform."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from lti_tool.models import LtiUser

from teaching_app.lti.models import Course, Grade, LinkedAssignment, Platform
from teaching_app.lti.services import grades
from teaching_app.lti.services.platform_services import connector_to
from teaching_app.lti.tasks import return_grade
from teaching_app.practice.models import Analysis
from teaching_app.practice.services import erasure
from teaching_app.practice.signals import take_finished
from teaching_app.schools.models import Assignment, Enrolment, Submission
from teaching_app.schools.services import marks, submissions
from tests.factories.platforms import TEACHER, SimulatedPlatform, launch
from tests.factories.schools import (
    AssignmentItemFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_messages(sent: Any) -> None:
    """Wake-up messages are not published; tests run the work themselves."""


@pytest.fixture
def linked(simulated: SimulatedPlatform, platform: Platform) -> LinkedAssignment:
    """An assignment with marks, linked in a course, and a learner who came by it."""
    client = Client()
    launched = launch(client, simulated, sub="teacher-1", roles=TEACHER)
    client.get(launched.url)
    teacher = LtiUser.objects.get(sub="teacher-1")
    school_class = SchoolClassFactory(
        institution=platform.institution, taught_by=teacher.auth_user
    )
    context = teacher.contexts.get()
    Course.objects.create(context=context, school_class=school_class)
    item = AssignmentItemFactory(
        assignment__school_class=school_class,
        assignment__marking=Assignment.Marking.TEACHER,
    )
    custom = {"assignment": str(item.assignment.public_id), "maximum": "20"}
    learner = Client()
    learner.get(launch(learner, simulated, custom=custom).url)
    Enrolment.objects.update(state="active", agreed_at=timezone.now())
    return LinkedAssignment.objects.get(assignment=item.assignment)


def hand_in(linked: LinkedAssignment) -> Submission:
    submission = SubmissionFactory(
        item=linked.assignment.items.get(), enrolment=Enrolment.objects.get()
    )
    take_finished.send(Analysis, analysis=submission.analysis)
    return submission


def work() -> None:
    """What the worker does with everything that waits."""
    for grade in Grade.objects.filter(state="queued"):
        return_grade(grade.pk)


def give_mark(linked: LinkedAssignment, value: str) -> None:
    teacher = LtiUser.objects.get(sub="teacher-1").auth_user
    enrolment = Enrolment.objects.get()
    newest = enrolment.marks.order_by("-pk").first()
    marks.give(
        assignment=linked.assignment,
        enrolment=enrolment,
        by=teacher,
        value=value,
        seen=newest.pk if newest else 0,
    )


def test_what_was_handed_in_is_told_and_the_mark_later(
    linked: LinkedAssignment, simulated: SimulatedPlatform
) -> None:
    hand_in(linked)
    work()
    (first,) = simulated.scores
    assert first["userId"] == "learner-1"
    assert first["gradingProgress"] == "PendingManual"
    assert "scoreGiven" not in first
    give_mark(linked, "15")
    work()
    last = simulated.scores[-1]
    assert (last["scoreGiven"], last["scoreMaximum"]) == (15, 20)
    assert last["gradingProgress"] == "FullyGraded"


def test_nothing_is_sent_twice(
    linked: LinkedAssignment, simulated: SimulatedPlatform
) -> None:
    submission = hand_in(linked)
    work()
    take_finished.send(Analysis, analysis=submission.analysis)
    assert Grade.objects.get().state == "done"
    work()
    assert len(simulated.scores) == 1


def test_nothing_is_sent_of_an_assignment_without_marks(
    linked: LinkedAssignment, simulated: SimulatedPlatform
) -> None:
    Assignment.objects.update(marking=Assignment.Marking.NONE)
    hand_in(linked)
    assert not Grade.objects.exists()


def test_nothing_is_sent_where_the_platform_wants_none(
    linked: LinkedAssignment, simulated: SimulatedPlatform
) -> None:
    LinkedAssignment.objects.update(line_item="")
    hand_in(linked)
    assert not Grade.objects.exists()


def test_a_take_set_aside_is_told_too(
    linked: LinkedAssignment, simulated: SimulatedPlatform
) -> None:
    submission = hand_in(linked)
    work()
    teacher = LtiUser.objects.get(sub="teacher-1").auth_user
    submissions.set_aside(submission=submission, by=teacher, reason="noise")
    work()
    assert simulated.scores[-1]["activityProgress"] == "Initialized"


def test_a_platform_that_is_down_is_asked_again_later_and_later(
    linked: LinkedAssignment, simulated: SimulatedPlatform
) -> None:
    simulated.refuses = 503
    hand_in(linked)
    for _attempt in range(Grade.MAX_ATTEMPTS):
        with pytest.raises(grades.GradeNotTakenError):
            work()
    assert Grade.objects.get().state == "failed"
    assert grades.try_again() == 0, "not at once"
    Grade.objects.update(finished_at=timezone.now() - timedelta(minutes=11))
    assert grades.try_again() == 1
    Grade.objects.update(state="failed")
    Grade.objects.update(finished_at=timezone.now() - timedelta(minutes=11))
    assert grades.try_again() == 0, "the second wait is longer"
    simulated.refuses = 0
    Grade.objects.update(state="queued")
    work()
    grade = Grade.objects.get()
    assert (grade.state, grade.n_rounds) == ("done", 0)
    assert len(simulated.scores) == 1


def test_after_days_a_grade_is_given_up(linked: LinkedAssignment) -> None:
    hand_in(linked)
    long_ago = timezone.now() - timedelta(days=2)
    Grade.objects.update(
        state="failed", n_rounds=grades.MAX_ROUNDS, finished_at=long_ago
    )
    assert grades.try_again() == 0


def test_two_schools_of_one_hosted_platform_have_tokens_of_their_own(
    linked: LinkedAssignment,
    simulated: SimulatedPlatform,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registration = LtiUser.objects.get(sub="learner-1").registration
    ours = connector_to(registration)._scope_key([grades.SCOPE])
    registration.client_id = "client-2"
    assert connector_to(registration)._scope_key([grades.SCOPE]) != ours


def test_a_token_that_is_refused_is_forgotten(
    linked: LinkedAssignment, simulated: SimulatedPlatform
) -> None:
    hand_in(linked)
    work()
    simulated.refuses = 401
    give_mark(linked, "15")
    with pytest.raises(grades.GradeNotTakenError):
        work()
    simulated.refuses = 0
    cache_keys = [key for key in cache._cache if "access-token" in key]
    assert not cache_keys


def test_who_erases_their_account_takes_their_grades_along(
    linked: LinkedAssignment,
) -> None:
    hand_in(linked)
    user = LtiUser.objects.get(sub="learner-1").auth_user
    erasure.erase_everything(learner=user.learner)
    assert not Grade.objects.exists()
    assert not LtiUser.objects.filter(sub="learner-1").exists()
    assert LtiUser.objects.filter(sub="teacher-1").exists()
