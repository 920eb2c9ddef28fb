"""Joining, leaving, and being taken out of a class."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest

from teaching_app.practice.access import Purpose, takes_for
from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.selectors import consents
from teaching_app.practice.services import consents as consents_service
from teaching_app.practice.services import erasure, export_archive
from teaching_app.schools.models import AuditEvent, Enrolment, SchoolClass
from teaching_app.schools.services import enrolments
from teaching_app.schools.services.enrolments import Choices, JoinRefusedError
from tests.factories.models import AnalysisFactory, LearnerFactory, UserFactory
from tests.factories.schools import (
    EnrolmentFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db
State = Enrolment.State
ME = Choices(name="Li Wei", first_language="zh", shares_examples=True)


def join(learner: Learner, school_class: SchoolClass) -> Enrolment:
    return enrolments.join(learner=learner, school_class=school_class, choices=ME)


def test_joining_agrees_to_the_class_and_to_practice_at_once(settings: Any) -> None:
    learner = LearnerFactory(agreed=False)
    enrolment = join(learner, SchoolClassFactory())
    assert enrolment.state == State.ACTIVE
    assert enrolment.agreed_version == settings.CLASS_AGREEMENT_VERSION
    assert (enrolment.name, enrolment.first_language) == ("Li Wei", "zh")
    assert enrolment.shares_examples
    assert consents.may_record(learner)
    assert not consents.allows_expression(learner)


def test_joining_keeps_earlier_consent_and_results() -> None:
    learner = LearnerFactory()  # with styles
    take = AnalysisFactory(recording__owner=learner, report={"expression": {}})
    before = learner.consents.count()
    join(learner, SchoolClassFactory(allows_expression=True))
    assert learner.consents.count() == before
    assert consents.allows_expression(learner)
    assert "expression" in Analysis.objects.get(pk=take.pk).report


def test_joining_twice_makes_one_enrolment() -> None:
    learner, school_class = LearnerFactory(), SchoolClassFactory()
    assert join(learner, school_class) == join(learner, school_class)
    assert Enrolment.objects.count() == 1


def test_the_name_in_the_teachers_list_is_not_changed_by_joining() -> None:
    invited = EnrolmentFactory(state=State.WAITING, name="Wei Li, 7b")
    join(invited.learner, invited.school_class)
    invited.refresh_from_db()
    assert (invited.state, invited.name) == (State.ACTIVE, "Wei Li, 7b")


YESTERDAY = date.today() - timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "of_class", "code"),
    [
        (None, {"is_open": False}, "closed"),
        (State.LEFT, {"is_open": False}, "closed"),
        (State.WAITING, {"is_open": False}, ""),
        (None, {"ends_on": YESTERDAY}, "ended"),
        (State.WAITING, {"ends_on": YESTERDAY}, "ended"),
        (State.LEFT, {}, ""),
        (State.REMOVED, {}, "removed"),
    ],
)
def test_who_is_admitted(state: str | None, of_class: dict, code: str) -> None:
    learner, school_class = LearnerFactory(), SchoolClassFactory(**of_class)
    if state:
        EnrolmentFactory(school_class=school_class, learner=learner, state=state)
    if not code:
        assert join(learner, school_class).state == State.ACTIVE
        return
    with pytest.raises(JoinRefusedError) as refused:
        join(learner, school_class)
    assert refused.value.code == code
    assert not school_class.enrolments.filter(state=State.ACTIVE).exists()


def test_a_minor_waits_and_their_own_consent_is_withdrawn() -> None:
    learner = LearnerFactory(agreed=False)
    consents_service.agree(learner=learner)
    enrolment = enrolments.wait(
        learner=learner, school_class=SchoolClassFactory(), choices=ME
    )
    assert enrolment.state == State.WAITING
    assert not consents.may_record(learner)


def test_a_guardians_earlier_consent_stays_while_the_class_waits() -> None:
    learner = LearnerFactory(agreed=False)
    consents_service.agree(learner=learner, guardian_name="Li Na")
    enrolments.wait(learner=learner, school_class=SchoolClassFactory(), choices=ME)
    assert consents.may_record(learner)


@pytest.mark.parametrize("state", [State.WAITING, State.ACTIVE])
def test_staff_reach_submissions_only_of_learners_who_agreed(state: str) -> None:
    teacher = UserFactory()
    school_class = SchoolClassFactory(taught_by=teacher)
    SubmissionFactory(
        item__assignment__school_class=school_class,
        enrolment__school_class=school_class,
        enrolment__state=state,
    )
    seen = takes_for(teacher, Purpose.HEAR).exists()
    assert seen is (state == State.ACTIVE)


def test_submissions_stay_after_leaving_and_own_practice_is_untouched() -> None:
    teacher = UserFactory()
    school_class = SchoolClassFactory(taught_by=teacher)
    enrolment = EnrolmentFactory(school_class=school_class, shares_examples=True)
    handed_in = SubmissionFactory(
        item__assignment__school_class=school_class, enrolment=enrolment
    )
    own = AnalysisFactory(recording__owner=enrolment.learner)
    enrolments.leave(enrolment=enrolment)
    assert list(takes_for(teacher, Purpose.SEE)) == [handed_in.analysis]
    enrolment.refresh_from_db()
    assert (enrolment.state, enrolment.shares_examples) == (State.LEFT, False)
    assert enrolment.ended_at
    assert enrolment.learner.recordings.filter(pk=own.recording_id).exists()


def test_removal_and_a_new_invitation_are_in_the_audit_log_by_class_and_learner() -> (
    None
):
    teacher = UserFactory()
    enrolment = EnrolmentFactory()
    enrolments.remove(enrolment=enrolment, by=teacher)
    assert enrolment.state == State.REMOVED
    enrolments.invite_again(enrolment=enrolment, by=teacher)
    assert (enrolment.state, enrolment.ended_at) == (State.WAITING, None)
    noted = AuditEvent.objects.order_by("pk")
    assert [event.what for event in noted] == [
        "removal from the class",
        "invitation to the class",
    ]
    assert {event.learner for event in noted} == {enrolment.learner}


def test_inviting_somebody_who_is_in_changes_nothing() -> None:
    enrolment = EnrolmentFactory()
    enrolments.invite_again(enrolment=enrolment, by=UserFactory())
    assert enrolment.state == State.ACTIVE
    assert not AuditEvent.objects.exists()


def test_learners_are_put_into_a_group_that_is_created_once() -> None:
    school_class = SchoolClassFactory()
    members = EnrolmentFactory.create_batch(2, school_class=school_class)
    for member in members:
        enrolments.group_together(
            school_class=school_class,
            enrolments=[member],
            group_name="Blue",
            by=UserFactory(),
        )
    (group,) = school_class.groups.all()
    assert set(group.enrolments.all()) == set(members)


def test_erasing_an_account_leaves_no_name_of_the_learner_in_schools() -> None:
    teacher = UserFactory(username="ms-wang")
    enrolment = EnrolmentFactory(
        school_class=SchoolClassFactory(taught_by=teacher), name="Zhuge Kongming"
    )
    enrolment.learner.user.username = "kongming"
    enrolment.learner.user.save()
    enrolments.remove(enrolment=enrolment, by=teacher)
    erasure.erase_everything(learner=enrolment.learner)
    assert not Enrolment.objects.exists()
    kept = [str(event.__dict__) for event in AuditEvent.objects.all()]
    assert kept
    assert not any("ongming" in text for text in kept)


def test_the_export_lists_the_learners_classes() -> None:
    enrolment = EnrolmentFactory(name="Li Wei", state=State.LEFT)
    out = io.BytesIO()
    export_archive.write_archive(out, enrolment.learner)
    with zipfile.ZipFile(out) as archive:
        (row,) = json.loads(archive.read("data/enrolment.json"))
    assert (row["name"], row["state"]) == ("Li Wei", "left")


def test_who_is_expected_has_not_agreed_and_whoever_left_stays_away() -> None:
    learner, school_class = LearnerFactory(), SchoolClassFactory()
    expected = {"learner": learner, "school_class": school_class, "name": "x" * 200}
    row = enrolments.expect(**expected)
    assert (row.state, len(row.name)) == (State.WAITING, 80)
    enrolments.leave(enrolment=row)
    assert enrolments.expect(**expected).state == State.LEFT
