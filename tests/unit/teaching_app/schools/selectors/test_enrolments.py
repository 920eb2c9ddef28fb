"""What the list of learners shows, and what it keeps to the learner."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from teaching_app.practice.models import Recording
from teaching_app.practice.services import consents as consents_service
from teaching_app.schools.models import Enrolment, SchoolClass
from teaching_app.schools.selectors import enrolments
from tests.factories.models import LearnerFactory, RecordingFactory, UserFactory
from tests.factories.schools import (
    EnrolmentFactory,
    FirstPasswordFactory,
    GuardianRequestFactory,
    SchoolClassFactory,
)

pytestmark = pytest.mark.django_db
State = Enrolment.State


@pytest.mark.parametrize(
    ("age_group", "agreed", "guardian", "asked"),
    [
        ("adults", False, "", True),
        ("adults", True, "", False),
        ("teens", True, "", True),
        ("children", True, "Li Na", False),
    ],
)
def test_age_is_asked_where_it_is_not_known(
    age_group: str, agreed: bool, guardian: str, asked: bool
) -> None:
    learner = LearnerFactory(agreed=False)
    if agreed:
        consents_service.agree(learner=learner, guardian_name=guardian)
    school_class = SchoolClassFactory(age_group=age_group)
    assert enrolments.asks_age(learner, school_class) is asked


def test_age_is_never_asked_where_nobody_is_too_young(settings: Any) -> None:
    settings.CONSENT_AGE = 0
    school_class = SchoolClassFactory(age_group="children")
    assert not enrolments.asks_age(LearnerFactory(agreed=False), school_class)


def test_a_new_wording_is_not_agreed_to_yet(settings: Any) -> None:
    enrolment = EnrolmentFactory(agreed_version=settings.CLASS_AGREEMENT_VERSION)
    assert enrolments.is_agreed(enrolment)
    settings.CLASS_AGREEMENT_VERSION = "2031-1"
    assert not enrolments.is_agreed(enrolment)


def test_the_last_take_is_shown_by_week_and_only_for_those_who_agreed() -> None:
    school_class = SchoolClassFactory()
    for state in (State.ACTIVE, State.WAITING, State.LEFT):
        row = EnrolmentFactory(
            school_class=school_class, state=state, first_language="de"
        )
        take = RecordingFactory(owner=row.learner)
        long_ago = timezone.now() - timedelta(weeks=3)
        Recording.objects.filter(pk=take.pk).update(created_at=long_ago)
    rows = {row.enrolment.state: row for row in enrolments.roster(school_class)}
    assert rows[State.ACTIVE].weeks_silent == 3
    assert rows[State.ACTIVE].first_language == "de"
    for state in (State.WAITING, State.LEFT):
        assert rows[state].weeks_silent is None
        assert rows[state].first_language == ""


@pytest.mark.parametrize(
    ("day", "weeks"), [("2026-11-23", 0), ("2026-11-22", 1), ("2026-11-15", 2)]
)
def test_a_week_begins_on_monday(
    day: str, weeks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    saturday = timezone.make_aware(datetime(2026, 11, 28, 9))
    monkeypatch.setattr(timezone, "now", lambda: saturday)
    row = EnrolmentFactory()
    take = RecordingFactory(owner=row.learner)
    at = timezone.make_aware(datetime.fromisoformat(f"{day} 23:30"))
    Recording.objects.filter(pk=take.pk).update(created_at=at)
    (found,) = enrolments.roster(row.school_class)
    assert found.weeks_silent == weeks


def test_the_state_of_a_guardian_request() -> None:
    now = timezone.now()
    open_one = GuardianRequestFactory()
    old = GuardianRequestFactory(expires_at=now)
    refused = GuardianRequestFactory(
        enrolment__state=State.LEFT, answered_at=now, agreed=False
    )
    agreed = GuardianRequestFactory(
        enrolment__state=State.ACTIVE, answered_at=now, agreed=True
    )
    states = [
        enrolments.guardian_state(asked.enrolment)
        for asked in (open_one, old, refused, agreed)
    ]
    assert states == ["asked", "expired", "refused", ""]


def test_those_who_left_come_last_and_cards_are_known() -> None:
    school_class = SchoolClassFactory()
    EnrolmentFactory(school_class=school_class, name="Anna", state=State.LEFT)
    leo = EnrolmentFactory(school_class=school_class, name="Leo")
    FirstPasswordFactory(user=leo.learner.user, institution=school_class.institution)
    rows = enrolments.roster(school_class)
    assert [(row.enrolment.name, row.has_card) for row in rows] == [
        ("Leo", True),
        ("Anna", False),
    ]


def test_a_roster_takes_as_many_queries_for_many_learners_as_for_few(
    django_assert_num_queries: object,
) -> None:
    def queries(school_class: SchoolClass) -> None:
        with django_assert_num_queries(4):
            assert enrolments.roster(school_class)

    small = SchoolClassFactory()
    EnrolmentFactory.create_batch(2, school_class=small)
    large = SchoolClassFactory()
    EnrolmentFactory.create_batch(20, school_class=large)
    queries(small)
    queries(large)


def test_teachers_are_named_while_they_are_on_the_staff() -> None:
    teacher = UserFactory(first_name="Lin", last_name="Wang")
    school_class = SchoolClassFactory(taught_by=teacher)
    gone = SchoolClassFactory(institution=school_class.institution)
    assert enrolments.teachers_of(school_class) == ["Lin Wang"]
    teacher.memberships.update(ended_at=timezone.now())
    assert enrolments.teachers_of(school_class) == []
    assert enrolments.teachers_of(gone) == []
