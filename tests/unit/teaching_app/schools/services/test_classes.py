"""Classes are made, changed, put away and deleted; learners keep what is theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from teaching_app.practice.access import Purpose, takes_for
from teaching_app.practice.feedback.receipts import lines_of
from teaching_app.practice.models import Analysis, Learner, Phrase
from teaching_app.schools.models import (
    Assignment,
    AuditEvent,
    ClassStaff,
    Comment,
    Enrolment,
    Group,
    Judgement,
    Mark,
    SchoolClass,
    Submission,
)
from teaching_app.schools.selectors.classes import counts_of
from teaching_app.schools.services import class_parts, classes
from tests.factories.schools import (
    EnrolmentFactory,
    MembershipFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def logged(school_class: SchoolClass) -> list[dict[str, Any]]:
    events = school_class.institution.audit_events.order_by("pk")
    return [event.details for event in events]


def with_everything(school_class: SchoolClass, teacher: User) -> Submission:
    """A take that was handed in, judged, marked, and commented on by voice."""
    submission = SubmissionFactory(item__assignment__school_class=school_class)
    Judgement.objects.create(
        submission=submission,
        about="stress",
        verdict="agreed",
        author=teacher,
        author_name="Ada",
        word_index=0,
        machine={},
        value={},
    )
    Mark.objects.create(
        assignment=submission.item.assignment,
        enrolment=submission.enrolment,
        value="good",
        given_by=teacher,
        given_by_name="Ada",
    )
    comment = Comment(
        submission=submission,
        author=teacher,
        author_name="Ada",
        is_from_learner=False,
    )
    comment.voice.save("comments/a.wav", ContentFile(b"voice"), save=True)
    return submission


def test_whoever_makes_a_class_teaches_it(teacher: User) -> None:
    membership = MembershipFactory(user=teacher)
    made = classes.create(
        institution=membership.institution,
        by=teacher,
        name="7b",
        age_group="teens",
        starts_on="2026-09-01",
        ends_on="2026-12-20",
    )
    assert [staff.membership for staff in made.staff.all()] == [membership]
    assert not made.allows_expression
    assert logged(made) == [{"class": "7b", "made": True}]


def test_a_change_names_in_the_log_what_it_changed(
    school_class: SchoolClass, teacher: User
) -> None:
    classes.change(
        school_class=school_class,
        by=teacher,
        name=school_class.name,
        level="A2",
        retention_days=30,
    )
    school_class.refresh_from_db()
    assert (school_class.level, school_class.retention_days) == ("A2", 30)
    assert logged(school_class)[0]["settings"] == ["level", "retention_days"]


def test_a_change_without_effect_is_not_in_the_log(
    school_class: SchoolClass, teacher: User
) -> None:
    classes.change(school_class=school_class, by=teacher, name=school_class.name)
    assert logged(school_class) == []


def test_a_new_code_invalidates_the_earlier_code_and_link(
    school_class: SchoolClass, teacher: User
) -> None:
    earlier = school_class.join_code, school_class.join_token
    classes.renew_code(school_class=school_class, by=teacher)
    assert not SchoolClass.objects.filter(join_code=earlier[0]).exists()
    assert not SchoolClass.objects.filter(join_token=earlier[1]).exists()
    assert earlier[0] not in str(logged(school_class))


def test_nobody_joins_an_archived_class_until_joining_is_opened(
    school_class: SchoolClass, teacher: User
) -> None:
    classes.archive(school_class=school_class, by=teacher)
    school_class.refresh_from_db()
    assert school_class.archived_at
    assert not school_class.is_open
    classes.reopen(school_class=school_class, by=teacher)
    school_class.refresh_from_db()
    assert school_class.archived_at is None
    assert not school_class.is_open
    classes.set_joining(school_class=school_class, is_open=True, by=teacher)
    school_class.refresh_from_db()
    assert school_class.is_open


def test_the_rows_deleted_with_a_class_are_counted_before(
    school_class: SchoolClass, teacher: User
) -> None:
    with_everything(school_class, teacher)
    EnrolmentFactory(school_class=school_class)
    with_everything(SchoolClassFactory(), teacher)
    assert counts_of(school_class) == {
        "n_learners": 2,
        "n_assignments": 1,
        "n_submissions": 1,
        "n_comments": 1,
    }


def test_deleting_a_class_deletes_its_rows_and_voice_comments_with_a_receipt(
    school_class: SchoolClass, teacher: User
) -> None:
    with_everything(school_class, teacher)
    voice = Comment.objects.get().voice
    size, name = voice.size, voice.name
    receipt = classes.erase(school_class=school_class, by=teacher)
    for model in (SchoolClass, Enrolment, Assignment, Submission, Judgement, Mark):
        assert not model.objects.exists(), model
    assert not Comment.objects.exists()
    assert not default_storage.exists(name)
    assert (receipt.scope, receipt.n_files, receipt.size) == ("class", 1, size)
    assert receipt.rows["schoolclass"] == receipt.rows["submission"] == 1
    assert ("classes", "1") in lines_of(receipt)


def test_takes_stay_with_their_learner_and_nobody_else_reaches_them(
    school_class: SchoolClass, teacher: User
) -> None:
    submission = with_everything(school_class, teacher)
    learner: Learner = submission.enrolment.learner
    assert takes_for(teacher, Purpose.HEAR).exists()
    classes.erase(school_class=school_class, by=teacher)
    take = Analysis.objects.get()
    assert take.recording.owner == learner
    assert default_storage.exists(take.recording.file.name)
    assert not takes_for(teacher, Purpose.HEAR).exists()
    assert list(takes_for(learner.user, Purpose.HEAR)) == [take]
    assert Phrase.objects.filter(pk=take.recording.phrase_id).exists()


def test_other_classes_and_the_log_stay(
    school_class: SchoolClass, teacher: User
) -> None:
    other = with_everything(SchoolClassFactory(), teacher)
    classes.archive(school_class=school_class, by=teacher)
    institution, name = school_class.institution, school_class.name
    receipt = classes.erase(school_class=school_class, by=teacher)
    assert Submission.objects.get() == other
    events = institution.audit_events.order_by("pk")
    assert [event.action for event in events] == ["changed", "deleted"]
    assert events[1].details == {"class": name, "receipt": str(receipt.public_id)}


def test_groups_are_created_once_and_deleted(
    school_class: SchoolClass, teacher: User
) -> None:
    for _ in range(2):
        group = class_parts.add_group(
            school_class=school_class, name="Reds", by=teacher
        )
    enrolment = EnrolmentFactory(school_class=school_class)
    enrolment.groups.add(group)
    class_parts.remove_group(group=group, by=teacher)
    assert not Group.objects.exists()
    assert Enrolment.objects.get() == enrolment
    assert len(logged(school_class)) == 2


def test_colleagues_are_added_to_a_class_once_and_removed(
    school_class: SchoolClass, teacher: User
) -> None:
    colleague = MembershipFactory(institution=school_class.institution)
    for _ in range(2):
        class_parts.add_staff(
            school_class=school_class, membership=colleague, by=teacher
        )
    staff = ClassStaff.objects.get(membership=colleague)
    class_parts.remove_staff(staff=staff, by=teacher)
    assert not ClassStaff.objects.filter(membership=colleague).exists()
    assert [event.action for event in AuditEvent.objects.all()] == ["changed"] * 2
