"""A class keeps takes for a time, says so beforehand, and then lets them go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from teaching_app.practice.models import Analysis, ErasureReceipt, Recording
from teaching_app.schools.models import (
    AuditEvent,
    Comment,
    LiveRound,
    LiveTake,
    SchoolClass,
    Submission,
)
from teaching_app.schools.selectors.retention import leaving_soon
from teaching_app.schools.services import retention
from teaching_app.schools.tasks import tidy_up_classes
from tests.factories.models import AnalysisFactory, LearnerFactory, PhraseFactory
from tests.factories.schools import (
    EnrolmentFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def handed_in(days_ago: float, school_class: SchoolClass) -> Submission:
    submission = SubmissionFactory(item__assignment__school_class=school_class)
    grow_old(submission.analysis, days_ago)
    return submission


def grow_old(analysis: Analysis, days: float) -> None:
    then = timezone.now() - timedelta(days=days)
    Recording.objects.filter(pk=analysis.recording_id).update(created_at=then)


def test_takes_past_the_retention_of_the_class_are_deleted_with_their_audio() -> None:
    school_class = SchoolClassFactory(retention_days=30)
    old, young = handed_in(31, school_class), handed_in(29, school_class)
    name = old.analysis.recording.file.name
    assert retention.erase_expired() == 1
    assert not default_storage.exists(name)
    assert list(Analysis.objects.all()) == [young.analysis]
    old.refresh_from_db()
    assert old.analysis is None, "that it was handed in stays"


def test_the_receipt_and_the_log_state_the_number() -> None:
    school_class = SchoolClassFactory(retention_days=30)
    for _ in range(2):
        handed_in(31, school_class)
    retention.erase_expired()
    receipt = ErasureReceipt.objects.get()
    assert (receipt.scope, receipt.rows["recording"]) == ("retention", 2)
    event = AuditEvent.objects.get()
    assert (event.actor, event.actor_name, event.action) == (None, "", "deleted")
    assert event.details == {
        "class": school_class.name,
        "n_takes": 2,
        "receipt": str(receipt.public_id),
    }


def test_own_practice_and_classes_without_a_limit_keep_their_takes() -> None:
    school_class = SchoolClassFactory(retention_days=30)
    enrolment = EnrolmentFactory(school_class=school_class)
    own = AnalysisFactory(recording__owner=enrolment.learner)
    grow_old(own, 400)
    handed_in(400, SchoolClassFactory(retention_days=0))
    assert retention.erase_expired() == 0
    assert Recording.objects.count() == 2


def test_each_take_has_the_retention_of_the_class_it_was_handed_in_to() -> None:
    short, long = (SchoolClassFactory(retention_days=days) for days in (10, 100))
    learner = LearnerFactory()
    takes = {}
    for school_class in (short, long):
        enrolment = EnrolmentFactory(school_class=school_class, learner=learner)
        takes[school_class] = SubmissionFactory(
            item__assignment__school_class=school_class, enrolment=enrolment
        )
        grow_old(takes[school_class].analysis, 20)
    assert retention.erase_expired() == 1
    assert list(Analysis.objects.all()) == [takes[long].analysis]


def test_a_take_of_two_classes_has_the_shorter_retention() -> None:
    submission = handed_in(20, SchoolClassFactory(retention_days=100))
    live_round = LiveRound.objects.create(
        school_class=SchoolClassFactory(retention_days=10), phrase=PhraseFactory()
    )
    LiveTake.objects.create(
        live_round=live_round,
        learner=submission.enrolment.learner,
        analysis=submission.analysis,
    )
    assert retention.erase_expired() == 1
    assert not Recording.objects.exists()


def test_voice_comments_are_deleted_and_written_ones_stay() -> None:
    submission = handed_in(31, SchoolClassFactory(retention_days=30))
    said = {"submission": submission, "author_name": "Ada", "is_from_learner": False}
    spoken = Comment(**said)
    spoken.voice.save("comments/a.wav", ContentFile(b"voice"), save=True)
    written = Comment.objects.create(text="Well said.", **said)
    retention.erase_expired()
    assert list(Comment.objects.all()) == [written]
    assert not default_storage.exists(spoken.voice.name)


def test_a_long_list_is_deleted_in_several_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    school_class = SchoolClassFactory(retention_days=30)
    for _ in range(3):
        handed_in(31, school_class)
    assert [retention.erase_expired() for _ in range(3)] == [2, 1, 0]


def test_the_scheduler_runs_it() -> None:
    handed_in(31, SchoolClassFactory(retention_days=30))
    tidy_up_classes()
    assert not Recording.objects.exists()


def test_learners_are_notified_a_week_ahead() -> None:
    school_class = SchoolClassFactory(retention_days=30)
    soon, later = handed_in(24, school_class), handed_in(22, school_class)
    found = leaving_soon(soon.enrolment.learner.user)
    assert [row.recording for row in found] == [soon.analysis.recording]
    assert found[0].school_class == school_class
    assert leaving_soon(later.enrolment.learner.user) == []
    assert leaving_soon(AnonymousUser()) == []
