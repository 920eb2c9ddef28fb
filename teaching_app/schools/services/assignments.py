"""Create, change, publish, unpublish, copy and delete assignments."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from teaching_app.practice.models import Phrase
from teaching_app.schools.errors import HandedInError, NothingToPractiseError
from teaching_app.schools.models import (
    Assignment,
    AssignmentItem,
    AuditEvent,
    Enrolment,
    Extension,
    Group,
    SchoolClass,
    Submission,
)

from . import audit

RULES = ("instructions", "late_rule", "max_attempts", "counting", "marking")


@transaction.atomic
def create(
    *, school_class: SchoolClass, by: User | None, title: str, **values: Any
) -> Assignment:
    """Create a draft, which learners do not see."""
    assignment = Assignment.objects.create(
        school_class=school_class, created_by=by, title=title, **values
    )
    if by:
        _note(assignment, by, "made")
    return assignment


@transaction.atomic
def from_pattern(
    *,
    school_class: SchoolClass,
    by: User,
    title: str,
    instructions: str,
    phrases: Iterable[Phrase],
    groups: Iterable[Group] = (),
) -> Assignment:
    """Create a draft assignment that trains what a class gets wrong."""
    longest = Assignment._meta.get_field("title").max_length
    draft = create(
        school_class=school_class,
        by=by,
        title=title[:longest],
        instructions=instructions,
    )
    add_phrases(assignment=draft, phrases=phrases, groups=groups)
    return draft


@transaction.atomic
def change(*, assignment: Assignment, by: User, **values: Any) -> Assignment:
    """Change title, instructions, date and rules; submitted takes keep their state."""
    for name, value in values.items():
        setattr(assignment, name, value)
    assignment.save()
    _note(assignment, by, "changed")
    return assignment


@transaction.atomic
def publish(*, assignment: Assignment, by: User) -> None:
    """Publish a draft to the learners; one without phrases is refused."""
    if not assignment.items.exists():
        raise NothingToPractiseError
    if assignment.published_at is None:
        assignment.published_at = timezone.now()
        assignment.save(update_fields=["published_at"])
        _note(assignment, by, "published")


@transaction.atomic
def take_back(*, assignment: Assignment, by: User) -> None:
    """Make it a draft again: learners no longer see it, submissions stay."""
    assignment.published_at = None
    assignment.save(update_fields=["published_at"])
    _note(assignment, by, "taken back")


@transaction.atomic
def delete(*, assignment: Assignment, by: User) -> None:
    """Delete a draft; one with submissions is evidence and cannot be deleted."""
    if assignment.published_at or is_handed_in(assignment):
        raise HandedInError
    _note(assignment, by, "deleted", action=AuditEvent.Action.DELETED)
    assignment.delete()


def is_handed_in(assignment: Assignment) -> bool:
    """Whether any take was ever handed in to it."""
    return Submission.objects.filter(item__assignment=assignment).exists()


@transaction.atomic
def add_phrases(
    *, assignment: Assignment, phrases: Iterable[Phrase], groups: Iterable[Group] = ()
) -> int:
    """Append phrases for some groups or for everybody; return how many were new."""
    known = set(assignment.items.values_list("phrase_id", flat=True))
    last = assignment.items.aggregate(last=Max("order"))["last"]
    order = 0 if last is None else last + 1
    own = assignment.school_class_id
    chosen = [group for group in groups if group.school_class_id == own]
    n_added = 0
    for phrase in phrases:
        if phrase.pk in known:
            continue
        item = AssignmentItem.objects.create(
            assignment=assignment, phrase=phrase, order=order + n_added
        )
        item.groups.set(chosen)
        known.add(phrase.pk)
        n_added += 1
    return n_added


@transaction.atomic
def remove_phrase(*, item: AssignmentItem) -> None:
    """Remove a phrase, unless somebody has handed in a take of it."""
    if item.submissions.exists():
        raise HandedInError
    item.delete()


@transaction.atomic
def move(*, item: AssignmentItem, by_places: int) -> None:
    """Move a phrase up (negative) or down in the order."""
    items = list(item.assignment.items.all())
    place = items.index(item)
    items.insert(max(0, place + by_places), items.pop(place))
    for order, moved in enumerate(items):
        if moved.order != order:
            moved.order = order
            moved.save(update_fields=["order"])


def set_groups(*, item: AssignmentItem, groups: Iterable[Group]) -> None:
    """Assign a phrase to some groups; an empty list means everybody."""
    own = item.assignment.school_class_id
    item.groups.set([group for group in groups if group.school_class_id == own])


@transaction.atomic
def copy(
    *,
    assignment: Assignment,
    by: User | None = None,
    school_class: SchoolClass | None = None,
) -> Assignment:
    """Create a draft with the same phrases and rules, in this class or another.

    Groups are matched by name. In another class the due date keeps its distance
    from the start of term. Takes, extensions and marks are not copied.
    """
    target = school_class or assignment.school_class
    twin = create(
        school_class=target,
        by=by,
        title=assignment.title,
        due_at=_moved(assignment, target),
        copied_from=assignment,
        **{name: getattr(assignment, name) for name in RULES},
    )
    by_name = {group.name: group for group in target.groups.all()}
    for item in assignment.items.prefetch_related("groups"):
        copied = AssignmentItem.objects.create(
            assignment=twin, phrase_id=item.phrase_id, order=item.order
        )
        named = [by_name.get(group.name) for group in item.groups.all()]
        copied.groups.set([group for group in named if group])
    return twin


@transaction.atomic
def copy_all(
    *, source_class: SchoolClass, target_class: SchoolClass
) -> list[Assignment]:
    """Copy every assignment of a class into the class of a new term, as drafts."""
    return [
        copy(assignment=assignment, school_class=target_class)
        for assignment in source_class.assignments.order_by("pk")
    ]


@transaction.atomic
def extend(
    *,
    assignment: Assignment,
    enrolment: Enrolment,
    by: User,
    due_at: datetime | None,
    extra_attempts: int,
    reason: str,
) -> Extension | None:
    """Give one learner more time or attempts; giving neither removes the extension."""
    _note(assignment, by, "extension", learner=enrolment.learner)
    if due_at is None and not extra_attempts:
        assignment.extensions.filter(enrolment=enrolment).delete()
        return None
    values = {
        "due_at": due_at,
        "extra_attempts": extra_attempts,
        "reason": reason,
        "granted_by": by,
    }
    return Extension.objects.update_or_create(
        assignment=assignment, enrolment=enrolment, defaults=values
    )[0]


def _moved(assignment: Assignment, target: SchoolClass) -> datetime | None:
    if assignment.due_at is None:
        return None
    later: timedelta = target.starts_on - assignment.school_class.starts_on
    return assignment.due_at + later


def _note(
    assignment: Assignment,
    by: User,
    what: str,
    *,
    action: str = AuditEvent.Action.CHANGED,
    **about: Any,
) -> None:
    audit.note(
        actor=by,
        action=action,
        what="assignment",
        institution=assignment.school_class.institution,
        details={
            "assignment": str(assignment.public_id),
            "title": assignment.title,
            "how": what,
        },
        **about,
    )
