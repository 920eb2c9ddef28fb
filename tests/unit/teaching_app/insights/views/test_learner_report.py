from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.schools.models import AuditEvent, Enrolment
from tests.factories.insights import TakeFactFactory, finding, handed_in, word
from tests.factories.models import UserFactory
from tests.factories.schools import (
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
)

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def enrolment() -> Enrolment:
    """A learner with one take handed in, and one of their own that nobody may see."""
    school_class = SchoolClassFactory(taught_by=UserFactory())
    item = AssignmentItemFactory(
        assignment__school_class=school_class, phrase__text="Buy a banana."
    )
    enrolment = EnrolmentFactory(school_class=school_class, name="Aiko")
    handed_in(
        enrolment,
        item,
        words=[word("banana", 0, 1)],
        findings=[
            finding(
                "stress_elsewhere",
                2,
                word="banana",
                expected_text="na",
                heard_text="ba",
            )
        ],
        n_stress_in_place=1,
        n_stress_elsewhere=3,
        accuracy=9.0,
    )
    TakeFactFactory(
        analysis__recording__owner=enrolment.learner,
        analysis__recording__phrase__text="My secret phrase.",
    )
    return enrolment


def teacher_of(enrolment: Enrolment) -> Client:
    client = Client()
    account = enrolment.school_class.staff.get().membership.user
    client.force_login(account, backend=BACKEND)
    return client


def page(client: Client, name: str, enrolment: Enrolment, query: str = "") -> str:
    keys = [enrolment.school_class.public_id, enrolment.public_id]
    response = client.get(reverse(name, args=keys) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_teacher_sees_what_was_handed_in_and_nothing_else(
    enrolment: Enrolment,
) -> None:
    shown = page(teacher_of(enrolment), "insights_learner", enrolment)
    assert "Buy a banana." in shown
    assert "Stress “na” in “banana”" in shown
    assert "1 of 4" in shown
    assert "My secret phrase." not in shown


def test_a_teachers_view_is_logged(enrolment: Enrolment) -> None:
    page(teacher_of(enrolment), "insights_learner", enrolment)
    noted = AuditEvent.objects.get()
    assert (noted.action, noted.learner) == ("saw", enrolment.learner)


def test_a_learner_who_has_not_agreed_is_not_found(enrolment: Enrolment) -> None:
    Enrolment.objects.filter(pk=enrolment.pk).update(state="waiting", agreed_at=None)
    keys = [enrolment.school_class.public_id, enrolment.public_id]
    address = reverse("insights_learner", args=keys)
    assert teacher_of(enrolment).get(address).status_code == 404


def test_playing_a_take_is_logged_once(enrolment: Enrolment) -> None:
    client = teacher_of(enrolment)
    submission = enrolment.submissions.get()
    keys = [enrolment.school_class.public_id, submission.public_id]
    address = reverse("insights_take", args=keys)
    for wanted in ("bytes=0-", "bytes=100-"):
        response = client.get(address, headers={"Range": wanted})
        assert response.status_code == 206
        b"".join(response.streaming_content)
    assert AuditEvent.objects.filter(action="heard").count() == 1


def test_the_report_in_plain_words_says_what_to_do_next(enrolment: Enrolment) -> None:
    shown = page(teacher_of(enrolment), "insights_plain", enrolment)
    assert "needs practice" in shown  # the stress
    assert "goes well" in shown  # the sounds
    assert "Clap on the strong part" in shown
    assert '<strong class="plain-words__strong">part1</strong>' in shown
    assert "It is no mark." in shown


def test_the_report_is_there_in_chinese(enrolment: Enrolment) -> None:
    shown = page(
        teacher_of(enrolment), "insights_plain", enrolment, "?language=zh-hans"
    )
    assert "需要多练" in shown
    assert "goes well" not in shown


def test_a_learner_reads_the_same_report(enrolment: Enrolment) -> None:
    client = Client()
    client.force_login(enrolment.learner.user, backend=BACKEND)
    address = reverse("insights_my_report", args=[enrolment.school_class.public_id])
    shown = client.get(address).content.decode()
    assert "Clap on the strong part" in shown
    assert not AuditEvent.objects.exists()
