"""A guardian's link: who may use it, once, and what follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from teaching_app.practice.models import Consent
from teaching_app.practice.selectors import consents
from teaching_app.practice.services import consents as consents_service
from teaching_app.schools.models import Enrolment, GuardianRequest
from teaching_app.schools.services import enrolments, guardians
from teaching_app.schools.services.guardians import UsedLinkError
from tests.factories.models import LearnerFactory
from tests.factories.schools import EnrolmentFactory, GuardianRequestFactory

pytestmark = pytest.mark.django_db
State = Enrolment.State


@pytest.fixture
def waiting() -> Enrolment:
    return EnrolmentFactory(
        learner=LearnerFactory(agreed=False), state=State.WAITING, agreed_at=None
    )


def agree(asked: GuardianRequest) -> None:
    guardians.answer(request=asked, guardian_name="Li Na", agrees=True)


def test_a_guardian_agrees_to_recordings_and_to_the_class(waiting: Enrolment) -> None:
    agree(guardians.ask(enrolment=waiting))
    waiting.refresh_from_db()
    assert waiting.state == State.ACTIVE
    agreed = consents.in_force(waiting.learner, Consent.Purpose.PRACTICE)
    assert agreed.guardian_name == "Li Na"


def test_an_earlier_agreement_of_a_guardian_is_not_asked_again(
    waiting: Enrolment,
) -> None:
    consents_service.agree(learner=waiting.learner, guardian_name="Li Bo")
    agree(guardians.ask(enrolment=waiting))
    assert waiting.learner.consents.filter(purpose="practice").count() == 1


def test_a_refusal_ends_it_and_nothing_is_recorded(waiting: Enrolment) -> None:
    asked = guardians.ask(enrolment=waiting)
    guardians.answer(request=asked, guardian_name="", agrees=False)
    waiting.refresh_from_db()
    assert waiting.state == State.LEFT
    assert not consents.may_record(waiting.learner)


def test_an_open_link_is_reused_and_a_closed_one_replaced(
    waiting: Enrolment,
) -> None:
    first = guardians.ask(enrolment=waiting)
    assert guardians.ask(enrolment=waiting) == first
    GuardianRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert guardians.ask(enrolment=waiting).token != first.token


def test_a_link_works_once(waiting: Enrolment) -> None:
    asked = guardians.ask(enrolment=waiting)
    guardians.answer(request=asked, guardian_name="", agrees=False)
    enrolments.invite_again(enrolment=waiting, by=waiting.learner.user)
    with pytest.raises(UsedLinkError):
        agree(asked)
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


def test_a_link_that_is_too_old_or_not_needed_does_nothing() -> None:
    now = timezone.now()
    old = GuardianRequestFactory(expires_at=now - timedelta(seconds=1))
    unneeded = GuardianRequestFactory(enrolment__state=State.LEFT)
    for asked in (old, unneeded):
        with pytest.raises(UsedLinkError):
            agree(asked)
        asked.refresh_from_db()
        assert asked.answered_at is None


def test_nobody_agrees_into_a_class_that_has_ended() -> None:
    asked = GuardianRequestFactory(enrolment__school_class__archived_at=timezone.now())
    with pytest.raises(UsedLinkError):
        agree(asked)
