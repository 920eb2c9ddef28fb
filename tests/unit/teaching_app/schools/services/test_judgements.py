"""Judgements are added, and nothing is ever changed or lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from teaching_app.practice.selectors import reports
from teaching_app.practice.services import erasure
from teaching_app.schools.judging.points import Point, points_of
from teaching_app.schools.models import AuditEvent, Extension, Judgement, Submission
from teaching_app.schools.models.append_only import AppendOnlyError
from teaching_app.schools.selectors import judged
from teaching_app.schools.services import judgements
from tests.factories.models import UserFactory
from tests.factories.schools import SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def take() -> Submission:
    return SubmissionFactory()


def point_of(take: Submission, key: str = "stress:2") -> Point:
    found = points_of(reports.visible(take.analysis))
    return next(point for point in found if point.key == key)


def judge(take: Submission, answer: str = "agree", **changes: object) -> Judgement:
    point = point_of(take)
    values = {
        "author": UserFactory(first_name="Ann", last_name="Lee"),
        "idempotency_key": uuid4(),
        **changes,
    }
    instead = point.option(answer)
    return judgements.judge(submission=take, point=point, instead=instead, **values)


def test_a_judgement_stores_who_when_and_the_engines_result(
    take: Submission,
) -> None:
    before = take.analysis.report
    row = judge(take, "syllable:1")
    assert row.author_name == "Ann Lee"
    assert row.verdict == "overruled"
    assert row.value == {"syllable": 1, "text": "ing"}
    assert row.machine["state"] == "unclear"
    assert row.finding == "stress_unclear"
    take.analysis.refresh_from_db()
    assert take.analysis.report == before


def test_a_double_click_adds_one_row(take: Submission) -> None:
    key = uuid4()
    teacher = UserFactory()
    first = judge(take, author=teacher, idempotency_key=key)
    assert judge(take, author=teacher, idempotency_key=key) == first
    assert Judgement.objects.count() == AuditEvent.objects.count() == 1


def test_the_newest_judgement_is_in_force_and_the_earlier_one_stays(
    take: Submission,
) -> None:
    earlier = judge(take, "syllable:1")
    later = judge(take)
    assert judged.by_point(take) == {"stress:2": [later, earlier]}


def test_a_row_is_never_changed(take: Submission) -> None:
    row = judge(take)
    row.verdict = "overruled"
    with pytest.raises(AppendOnlyError):
        row.save()
    with pytest.raises(AppendOnlyError):
        Judgement.objects.update(verdict="overruled")


def test_a_judgement_after_the_due_date_is_marked(take: Submission) -> None:
    assert not judge(take).is_after_due
    assignment = take.item.assignment
    assignment.due_at = timezone.now() - timedelta(hours=1)
    assignment.save()
    assert judge(take).is_after_due
    Extension.objects.create(
        assignment=assignment,
        enrolment=take.enrolment,
        due_at=timezone.now() + timedelta(days=1),
    )
    assert not judge(take).is_after_due


def test_confirming_agrees_with_every_point_and_is_logged(take: Submission) -> None:
    teacher = UserFactory()
    assert judgements.confirm(submissions=[take], author=teacher) == [take]
    rows = Judgement.objects.all()
    assert {r.point for r in rows} == {
        p.key for p in points_of(reports.visible(take.analysis))
    }
    assert {(r.verdict, r.is_in_bulk) for r in rows} == {("agreed", True)}
    take.refresh_from_db()
    assert take.reviewed_by == teacher
    event = AuditEvent.objects.get()
    assert (event.action, event.learner) == ("changed", take.enrolment.learner)


def test_of_two_concurrent_confirmations_one_succeeds(take: Submission) -> None:
    judgements.confirm(submissions=[take], author=UserFactory())
    assert judgements.confirm(submissions=[take], author=UserFactory()) == []
    points = points_of(reports.visible(take.analysis))
    assert Judgement.objects.count() == len(points)


def test_results_about_a_voice_are_deleted_with_the_take(take: Submission) -> None:
    judge(take)
    take.comments.create(author_name="Ann Lee", is_from_learner=False, text="Well.")
    receipt = erasure.erase_take(recording=take.analysis.recording)
    take.refresh_from_db()
    assert take.analysis is None
    assert not Judgement.objects.exists()
    assert receipt.rows["judgement"] == 1
    assert take.comments.count() == 1
    assert AuditEvent.objects.exists()
