"""Return grades to platforms: queued when work changes, sent by the worker."""

from __future__ import annotations

from datetime import timedelta

import requests
from django.db.models import Q
from django.utils import timezone
from lti_tool.lti_core.constants import AgsScope
from lti_tool.models import LtiUser
from pylti1p3.assignments_grades import AssignmentsGradesService
from pylti1p3.exception import LtiException
from pylti1p3.grade import Grade as AgsGrade

from teaching_app.lti.models import Grade, LinkedAssignment
from teaching_app.practice import jobs
from teaching_app.practice.services.job_run import working_on
from teaching_app.schools.models import Assignment, Enrolment
from teaching_app.schools.selectors.assignments import work_on
from teaching_app.schools.selectors.scores import Score, score_of
from teaching_app.schools.selectors.work import Work

from .platform_services import connector_to

SCOPE = AgsScope.PUBLISH_SCORES.value
FIRST_WAIT = timedelta(minutes=10)
LONGEST_WAIT = timedelta(hours=12)
MAX_ROUNDS = 12  # some four days


class GradeNotTakenError(Exception):
    """The platform could not be reached, or refused the grade."""


def refresh(*, assignment: Assignment, enrolment: Enrolment) -> None:
    """Queue what platforms are to know of this learner's work, if it is news to them."""
    wanted = LinkedAssignment.objects.filter(assignment=assignment).exclude(
        line_item=""
    )
    for linked in wanted.select_related("link"):
        people = LtiUser.objects.filter(
            auth_user=enrolment.learner.user_id,
            memberships__context=linked.link.context_id,
        )
        for lti_user in people:
            _queue(linked, lti_user, work_on(assignment, enrolment))


def send(grade_id: int, *, worker: str) -> None:
    """Send the grade whose turn it is."""
    for claim in jobs.claim_in_turn(Grade, grade_id, worker=worker):
        with working_on(claim):
            grade = jobs.fetch(
                claim,
                "linked_assignment__assignment",
                "lti_user__registration",
                "linked_assignment__link__context",
            )
            score = _score_now(grade)
            if score and score.as_json() != grade.sent:
                _post(grade, score)
                jobs.write(claim, sent=score.as_json(), sent_at=timezone.now())
            jobs.finish(claim, n_rounds=0)
            _send_news(grade)


def try_again() -> int:
    """Queue grades again that were not taken, after longer and longer; return how many."""
    now, due = timezone.now(), Q(pk__in=())
    for n in range(MAX_ROUNDS):
        wait = min(FIRST_WAIT * 2**n, LONGEST_WAIT)
        due |= Q(n_rounds=n, finished_at__lt=now - wait)
    rows = Grade.objects.filter(due, state=Grade.State.FAILED)
    n_queued = 0
    for grade in rows:
        again = Grade.objects.filter(pk=grade.pk, state=Grade.State.FAILED)
        if again.update(n_rounds=grade.n_rounds + 1) and jobs.retry(grade):
            n_queued += 1
    return n_queued


def _queue(linked: LinkedAssignment, lti_user: LtiUser, work: Work) -> None:
    score = score_of(work, maximum=linked.maximum)
    if score is None:
        return
    known = Grade.objects.filter(linked_assignment=linked, lti_user=lti_user).first()
    if known is None:
        if work.n_done or work.shown_mark:
            jobs.enqueue(Grade, linked_assignment=linked, lti_user=lti_user)
    elif known.sent != score.as_json() and jobs.queue_again(
        Grade.objects.filter(pk=known.pk)
    ):
        jobs.wake_up_for(known)


def _score_now(grade: Grade) -> Score | None:
    linked = grade.linked_assignment
    if linked.assignment is None:
        return None
    enrolled = Enrolment.objects.filter(
        school_class=linked.assignment.school_class_id,
        learner__user=grade.lti_user.auth_user_id,
    )
    if not (found := enrolled.first()):
        return None
    return score_of(work_on(linked.assignment, found), maximum=linked.maximum)


def _post(grade: Grade, score: Score) -> None:
    linked = grade.linked_assignment
    service = AssignmentsGradesService(
        connector_to(grade.lti_user.registration),
        {"scope": [SCOPE], "lineitem": linked.line_item},
    )
    told = (
        AgsGrade()
        .set_user_id(grade.lti_user.sub)
        .set_timestamp(timezone.now().isoformat())
        .set_activity_progress(score.activity)
        .set_grading_progress(score.grading)
    )
    if score.given is not None and score.maximum is not None:
        told.set_score_given(score.given).set_score_maximum(score.maximum)
    if score.comment:
        told.set_comment(score.comment)
    try:
        service.put_grade(told)
    except (LtiException, requests.RequestException, KeyError) as error:
        raise GradeNotTakenError(f"{linked.line_item}: {error}") from error


def _send_news(grade: Grade) -> None:
    """Queue it once more if the work has changed while it was being sent."""
    grade.refresh_from_db()
    score = _score_now(grade)
    if score is None or score.as_json() == grade.sent:
        return
    if jobs.queue_again(Grade.objects.filter(pk=grade.pk)):
        jobs.wake_up_for(grade)
