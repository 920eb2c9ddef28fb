"""Assignments are made, ordered, copied, published, and deleted only while empty."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from teaching_app.schools.errors import HandedInError, NothingToPractiseError
from teaching_app.schools.models import Assignment, AuditEvent, Group, SchoolClass
from teaching_app.schools.services import assignments
from tests.factories.models import PhraseFactory, UserFactory
from tests.factories.schools import (
    AssignmentFactory,
    AssignmentItemFactory,
    EnrolmentFactory,
    SchoolClassFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(db: None) -> Assignment:
    return AssignmentFactory(published_at=None)


def slugs(assignment: Assignment) -> list[str]:
    return [item.phrase.slug for item in assignment.items.all()]


def test_from_pattern_makes_a_draft_with_its_phrases_for_some_groups() -> None:
    school_class, teacher = SchoolClassFactory(), UserFactory()
    group = Group.objects.create(school_class=school_class, name="Blue")
    phrases = PhraseFactory.create_batch(2)
    made = assignments.from_pattern(
        school_class=school_class,
        by=teacher,
        title="Stress of -tion words " * 20,
        instructions="Listen first.",
        phrases=phrases,
        groups=[group],
    )
    made.full_clean()
    assert made.published_at is None
    assert made.created_by == teacher
    assert slugs(made) == [phrase.slug for phrase in phrases]
    assert list(made.items.first().groups.all()) == [group]


def test_a_phrase_is_in_an_assignment_once(draft: Assignment) -> None:
    first, second = PhraseFactory.create_batch(2)
    assert assignments.add_phrases(assignment=draft, phrases=[first, first]) == 1
    assert assignments.add_phrases(assignment=draft, phrases=[first, second]) == 1
    assert slugs(draft) == [first.slug, second.slug]


def test_groups_of_another_class_are_not_assigned_anything(draft: Assignment) -> None:
    other = Group.objects.create(school_class=SchoolClassFactory(), name="Theirs")
    assignments.add_phrases(assignment=draft, phrases=[PhraseFactory()], groups=[other])
    item = draft.items.get()
    assignments.set_groups(item=item, groups=[other])
    assert not item.groups.exists()


def test_phrases_move_up_and_down(draft: Assignment) -> None:
    phrases = PhraseFactory.create_batch(3)
    assignments.add_phrases(assignment=draft, phrases=phrases)
    first, second, third = (phrase.slug for phrase in phrases)
    assignments.move(item=draft.items.get(phrase__slug=third), by_places=-1)
    assert slugs(draft) == [first, third, second]
    assignments.move(item=draft.items.get(phrase__slug=first), by_places=1)
    assert slugs(draft) == [third, first, second]
    assignments.move(item=draft.items.get(phrase__slug=third), by_places=-1)
    assert slugs(draft) == [third, first, second], "the first stays first"


def test_an_empty_assignment_is_not_published(draft: Assignment) -> None:
    teacher = UserFactory()
    with pytest.raises(NothingToPractiseError):
        assignments.publish(assignment=draft, by=teacher)
    assignments.add_phrases(assignment=draft, phrases=[PhraseFactory()])
    assignments.publish(assignment=draft, by=teacher)
    draft.refresh_from_db()
    assert draft.published_at
    assignments.take_back(assignment=draft, by=teacher)
    draft.refresh_from_db()
    assert draft.published_at is None


def test_an_assignment_with_submissions_cannot_be_deleted() -> None:
    submission, teacher = SubmissionFactory(), UserFactory()
    assignment = submission.item.assignment
    assignments.take_back(assignment=assignment, by=teacher)
    with pytest.raises(HandedInError):
        assignments.delete(assignment=assignment, by=teacher)
    with pytest.raises(HandedInError):
        assignments.remove_phrase(item=submission.item)
    assert Assignment.objects.exists()


def test_deleting_a_draft_is_logged(draft: Assignment) -> None:
    assignments.delete(assignment=draft, by=UserFactory())
    assert not Assignment.objects.exists()
    assert AuditEvent.objects.get().action == AuditEvent.Action.DELETED


def test_a_copy_has_phrases_and_rules_but_no_takes() -> None:
    submission = SubmissionFactory()
    original = submission.item.assignment
    original.counting, original.max_attempts = "best", 3
    original.save()
    twin = assignments.copy(assignment=original, by=UserFactory())
    assert (twin.counting, twin.max_attempts) == ("best", 3)
    assert twin.copied_from == original
    assert twin.published_at is None
    assert slugs(twin) == slugs(original)
    assert not twin.items.get().submissions.exists()


def test_a_new_term_gets_all_assignments_with_dates_relative_to_its_start() -> None:
    source = SchoolClassFactory(starts_on=date(2026, 2, 1))
    target = SchoolClassFactory(
        institution=source.institution,
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 1, 31),
    )
    item = AssignmentItemFactory(assignment__school_class=source)
    AssignmentFactory(school_class=source, due_at=None)
    item.groups.add(Group.objects.create(school_class=source, name="Blue"))
    blue = Group.objects.create(school_class=target, name="Blue")
    first, second = assignments.copy_all(source_class=source, target_class=target)
    assert first.due_at - item.assignment.due_at == timedelta(days=212)
    assert second.due_at is None
    assert list(first.items.get().groups.all()) == [blue]
    assert SchoolClass.objects.get(pk=source.pk).assignments.count() == 2


def test_an_extension_is_given_changed_and_withdrawn() -> None:
    assignment = AssignmentFactory()
    enrolment = EnrolmentFactory(school_class=assignment.school_class)
    later = timezone.now() + timedelta(days=9)

    def extend(**values: object) -> object:
        return assignments.extend(
            assignment=assignment,
            enrolment=enrolment,
            by=UserFactory(),
            reason="was ill",
            **values,
        )

    extend(due_at=later, extra_attempts=0)
    given = extend(due_at=later, extra_attempts=2)
    assert given == assignment.extensions.get()
    assert given.extra_attempts == 2
    assert extend(due_at=None, extra_attempts=0) is None
    assert not assignment.extensions.exists()
