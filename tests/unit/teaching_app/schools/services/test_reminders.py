"""Reminders go by mail once, in the learner's language, to whom something is left."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from teaching_app.schools.models import Enrolment, Extension, Reminder
from teaching_app.schools.services import reminders
from teaching_app.schools.tasks import remind_due
from tests.factories.schools import AssignmentItemFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


@pytest.fixture
def enrolment(db: None) -> Enrolment:
    """A learner with an address, and an assignment due tomorrow."""
    item = AssignmentItemFactory(
        assignment__title="Questions", assignment__due_at=timezone.now() + TOMORROW
    )
    return EnrolmentFactory(
        school_class=item.assignment.school_class,
        name="Mei",
        learner__user__email="mei@school.example",
    )


def test_no_mail_is_sent_unless_it_is_enabled(
    enrolment: Enrolment, settings: Any
) -> None:
    assert settings.ASSIGNMENT_EMAILS is False
    remind_due()
    assert mail.outbox == []
    settings.ASSIGNMENT_EMAILS = True
    remind_due()
    assert len(mail.outbox) == 1


def test_a_learner_is_reminded_once(enrolment: Enrolment, settings: Any) -> None:
    settings.PUBLIC_URL = "https://intona.example"
    assert [reminders.send_due() for _ in range(2)] == [1, 0]
    (message,) = mail.outbox
    assert message.subject == "Due soon: Questions"
    assert message.to == ["mei@school.example"]
    assert "https://intona.example/assignments/" in message.body
    assert "1 phrase is left." in message.body


def test_the_text_is_in_the_learners_language(enrolment: Enrolment) -> None:
    enrolment.learner.language = "zh-hans"
    enrolment.learner.save()
    reminders.send_due()
    assert "快到期了" in mail.outbox[0].subject


def test_a_learner_with_an_extension_is_reminded_later(enrolment: Enrolment) -> None:
    Extension.objects.create(
        assignment=enrolment.school_class.assignments.get(),
        enrolment=enrolment,
        due_at=timezone.now() + timedelta(days=5),
    )
    assert reminders.send_due() == 0


def test_learners_without_an_address_or_outside_the_class_get_no_mail(
    enrolment: Enrolment,
) -> None:
    Enrolment.objects.filter(pk=enrolment.pk).update(state="left")
    EnrolmentFactory(school_class=enrolment.school_class)
    assert reminders.send_due() == 0


def test_a_mail_that_the_server_refused_is_sent_again(
    enrolment: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise SMTPException

    with monkeypatch.context() as broken:
        broken.setattr(reminders, "send_mail", down)
        assert reminders.send_due() == 0
    assert not Reminder.objects.exists()
    assert reminders.send_due() == 1


def test_no_mail_goes_to_an_address_that_was_never_confirmed(
    enrolment: Enrolment, settings: Any
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    assert reminders.send_due() == 0
    EmailAddress.objects.create(
        user=enrolment.learner.user, email="mei@school.example", verified=True
    )
    assert reminders.send_due() == 1
