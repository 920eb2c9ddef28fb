"""A take and that it was handed in are written together, counted, and never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.models import Analysis, Recording
from teaching_app.practice.services import erasure, recordings
from teaching_app.schools.models import (
    Assignment,
    AssignmentItem,
    AuditEvent,
    Enrolment,
    Extension,
    Submission,
)
from teaching_app.schools.services import submissions
from tests.factories.fixtures import stored_files
from tests.factories.models import UserFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SubmissionFactory,
)
from tests.factories.sound import upload

pytestmark = pytest.mark.django_db
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def item(db: None) -> AssignmentItem:
    return AssignmentItemFactory()


@pytest.fixture
def enrolment(item: AssignmentItem) -> Enrolment:
    return EnrolmentFactory(school_class=item.assignment.school_class)


def hand_in(
    item: AssignmentItem, enrolment: Enrolment, **changes: Any
) -> submissions.HandedIn:
    values = {"upload": upload(), "idempotency_key": uuid4(), **changes}
    return submissions.hand_in(item=item, enrolment=enrolment, **values)


def change(item: AssignmentItem, **rules: Any) -> None:
    Assignment.objects.filter(pk=item.assignment_id).update(**rules)
    item.assignment.refresh_from_db()


def test_required_practice_never_runs_expression(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    enrolment.school_class.allows_expression = True
    enrolment.school_class.save()
    own = recordings.submit(
        learner=enrolment.learner,
        phrase=item.phrase,
        upload=upload(),
        idempotency_key=uuid4(),
        style="happy",
    ).analysis
    assert (own.with_expression, own.style) == (True, "happy"), "the learner chose it"
    required = hand_in(item, enrolment).analysis
    assert required.with_expression is False
    assert required.style == ""


def test_a_take_is_handed_in_with_its_attempt(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    first, second = (hand_in(item, enrolment) for _ in range(2))
    assert first.submission
    assert second.submission
    assert [first.submission.attempt, second.submission.attempt] == [1, 2]
    assert first.submission.analysis == first.analysis
    assert first.created
    assert not first.kept_because
    assert not first.submission.is_late
    assert first.submission.handed_in_by is None


def test_the_same_key_again_hands_in_once(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    key = uuid4()
    first, again = (hand_in(item, enrolment, idempotency_key=key) for _ in range(2))
    assert again.submission == first.submission
    assert not again.created
    assert Submission.objects.count() == Recording.objects.count() == 1


def test_a_take_that_is_refused_is_not_handed_in(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    with pytest.raises(RefusedTakeError):
        hand_in(item, enrolment, upload=upload(b"no sound at all"))
    assert not Submission.objects.exists()


def test_a_failure_while_handing_in_leaves_neither_row_nor_file(
    item: AssignmentItem, enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(submissions, "_add", broken)
    with pytest.raises(ZeroDivisionError):
        hand_in(item, enrolment)
    assert not Recording.objects.exists()
    assert stored_files() == []


def test_a_take_beyond_the_attempts_is_kept_as_own_practice(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    change(item, max_attempts=1)
    hand_in(item, enrolment)
    more = hand_in(item, enrolment)
    assert more.submission is None
    assert more.kept_because == "attempts_used"
    assert more.analysis.with_expression is False
    assert Recording.objects.filter(owner=enrolment.learner).count() == 2


def test_an_extra_attempt_admits_one_more_take(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    change(item, max_attempts=1)
    hand_in(item, enrolment)
    Extension.objects.create(
        assignment=item.assignment, enrolment=enrolment, extra_attempts=1
    )
    assert hand_in(item, enrolment).submission
    assert hand_in(item, enrolment).kept_because == "attempts_used"


def test_late_takes_are_marked_late_or_kept_by_the_rule(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    change(item, due_at=timezone.now() - AN_HOUR)
    late = hand_in(item, enrolment).submission
    assert late
    assert late.is_late
    change(item, late_rule=Assignment.LateRule.REFUSE)
    assert hand_in(item, enrolment).kept_because == "too_late"
    Extension.objects.create(
        assignment=item.assignment,
        enrolment=enrolment,
        due_at=timezone.now() + AN_HOUR,
    )
    in_time = hand_in(item, enrolment).submission
    assert in_time
    assert not in_time.is_late


def test_a_take_that_comes_after_leaving_is_not_lost(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    Enrolment.objects.filter(pk=enrolment.pk).update(state=Enrolment.State.LEFT)
    assert hand_in(item, enrolment).kept_because == "left"
    assert Analysis.objects.filter(recording__owner=enrolment.learner).count() == 1


def test_a_take_set_aside_frees_its_attempt_until_that_is_undone(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    change(item, max_attempts=1)
    first = hand_in(item, enrolment).submission
    assert first
    teacher = UserFactory()
    submissions.set_aside(submission=first, by=teacher, reason="That was the dog.")
    second = hand_in(item, enrolment).submission
    assert second
    assert second.attempt == 2, "numbers are never used twice"
    submissions.undo_set_aside(submission=first, by=teacher)
    first.refresh_from_db()
    assert first.set_aside_at is None
    assert hand_in(item, enrolment).kept_because == "attempts_used"
    noted = [event.details["how"] for event in AuditEvent.objects.order_by("pk")]
    assert noted == ["set aside", "counts again"]


def test_a_teacher_hands_in_for_a_learner_and_it_is_marked_so(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    change(item, max_attempts=1, late_rule="refuse", due_at=timezone.now() - AN_HOUR)
    teacher, key = UserFactory(), uuid4()
    first, again = (
        submissions.hand_in_for(
            item=item,
            enrolment=enrolment,
            by=teacher,
            upload=upload(),
            idempotency_key=key,
        )
        for _ in range(2)
    )
    assert first == again
    assert first.handed_in_by == teacher
    assert first.is_late
    assert first.analysis.recording.owner == enrolment.learner
    assert (first.analysis.with_expression, first.analysis.style) == (False, "")
    assert AuditEvent.objects.get().learner == enrolment.learner


def test_a_take_of_the_learners_own_is_not_handed_in_by_its_key(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    key = uuid4()
    about = {"upload": upload(), "idempotency_key": key}
    recordings.submit(learner=enrolment.learner, phrase=item.phrase, **about)
    assert hand_in(item, enrolment, idempotency_key=key).kept_because == "kept"
    with pytest.raises(RefusedTakeError):
        submissions.hand_in_for(
            item=item, enrolment=enrolment, by=UserFactory(), **about
        )
    assert not Submission.objects.exists()


def test_only_one_take_is_chosen(item: AssignmentItem, enrolment: Enrolment) -> None:
    first, second = (hand_in(item, enrolment).submission for _ in range(2))
    assert first
    assert second
    submissions.choose(submission=first)
    submissions.choose(submission=second)
    chosen = Submission.objects.filter(is_chosen=True)
    assert list(chosen) == [second]


def test_deleting_a_take_keeps_its_submission() -> None:
    submission = SubmissionFactory()
    erasure.erase_take(recording=submission.analysis.recording)
    submission.refresh_from_db()
    assert submission.analysis is None
    assert not Recording.objects.exists()


def late_by_arrival(item: AssignmentItem, **rules: Any) -> None:
    """Opened three hours ago, due one hour ago."""
    now = timezone.now()
    change(item, published_at=now - 3 * AN_HOUR, due_at=now - AN_HOUR, **rules)


@pytest.mark.parametrize("rule", Assignment.LateRule.values)
def test_a_take_recorded_in_time_that_arrives_later_is_not_late(
    item: AssignmentItem, enrolment: Enrolment, rule: str
) -> None:
    late_by_arrival(item, late_rule=rule)
    recorded_at = timezone.now() - 2 * AN_HOUR
    taken = hand_in(item, enrolment, recorded_at=recorded_at).submission
    assert taken
    assert not taken.is_late
    assert taken.recorded_at == recorded_at, "so that it can be told"


@pytest.mark.parametrize("hours_ago", [4, 0.5, -1])
def test_what_cannot_be_or_is_late_itself_stays_late(
    item: AssignmentItem, enrolment: Enrolment, hours_ago: float
) -> None:
    late_by_arrival(item)
    told = timezone.now() - hours_ago * AN_HOUR
    taken = hand_in(item, enrolment, recorded_at=told).submission
    assert taken
    assert taken.is_late
    assert taken.recorded_at is None


def test_a_take_in_time_needs_no_other_date(
    item: AssignmentItem, enrolment: Enrolment
) -> None:
    taken = hand_in(item, enrolment, recorded_at=timezone.now()).submission
    assert taken
    assert (taken.is_late, taken.recorded_at) == (False, None)
