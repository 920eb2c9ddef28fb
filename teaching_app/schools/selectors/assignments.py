"""Queries on assignments; their number does not depend on learners and phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from teaching_app.practice.models import Learner, Phrase
from teaching_app.schools.models import (
    Assignment,
    AssignmentItem,
    Comment,
    Enrolment,
    Extension,
    Judgement,
    Mark,
    SchoolClass,
    Submission,
)

from .work import PhraseWork, Work, terms_of

DUE_SOON = timedelta(days=2)
ACTIVE = Enrolment.State.ACTIVE


def of_class(school_class: SchoolClass) -> QuerySet[Assignment]:
    """Assignments of a class with ``n_phrases``, ``n_learners`` and ``n_handed_in``.

    ``n_handed_in`` is how many learners have handed in something that counts.
    """
    handed_in = Q(items__submissions__set_aside_at=None)
    learners = school_class.enrolments.filter(state=ACTIVE).count()
    return school_class.assignments.annotate(
        n_phrases=Count("items", distinct=True),
        n_handed_in=Count(
            "items__submissions__enrolment", distinct=True, filter=handed_in
        ),
        n_learners=Value(learners),
    )


def work_of_class(assignment: Assignment) -> list[Work]:
    """Progress of each learner in the class, and of those who left after submitting."""
    handed_in = Submission.objects.filter(item__assignment=assignment)
    enrolments = (
        Enrolment.objects.filter(school_class=assignment.school_class_id)
        .filter(Q(state=ACTIVE) | Q(pk__in=handed_in.values("enrolment")))
        .exclude(state=Enrolment.State.WAITING)
        .select_related("learner")
        .prefetch_related("groups")
    )
    return _load([assignment], list(enrolments))


def work_of_learner(learner: Learner) -> list[Work]:
    """A learner's assignments in all classes, those due first at the top."""
    enrolments = list(
        Enrolment.objects.filter(
            learner=learner, state=ACTIVE, school_class__archived_at=None
        ).prefetch_related("groups")
    )
    if not enrolments:
        return []
    published = Assignment.objects.filter(
        published_at__isnull=False,
        school_class__in=[enrolment.school_class_id for enrolment in enrolments],
    ).select_related("school_class")
    found = [work for work in _load(list(published), enrolments) if work.phrases]
    return sorted(found, key=_due_first)


def work_on(assignment: Assignment, enrolment: Enrolment) -> Work:
    """One learner's progress in one assignment."""
    return _load([assignment], [enrolment])[0]


def due_soon(works: Iterable[Work], at: datetime | None = None) -> list[Work]:
    """Assignments with phrases left that are due within two days."""
    now = at or timezone.now()
    return [
        work
        for work in works
        if not work.is_complete
        and work.terms.due_at is not None
        and now <= work.terms.due_at <= now + DUE_SOON
    ]


def why_closed(
    item: AssignmentItem, enrolment: Enrolment, at: datetime | None = None
) -> str:
    """Why a learner may not hand in another take; empty where they may."""
    assignment = item.assignment
    if enrolment.state != ACTIVE:
        return "left"
    if assignment.published_at is None:
        return "withdrawn"
    work = next(
        (w for w in work_on(assignment, enrolment).phrases if w.item.pk == item.pk),
        None,
    )
    if work is None:
        return "withdrawn"
    if work.left == 0:
        return "attempts_used"
    refuses = assignment.late_rule == Assignment.LateRule.REFUSE
    if refuses and work.terms.is_over(at or timezone.now()):
        return "too_late"
    return ""


def shared_phrases(school_class: SchoolClass, author: object) -> QuerySet[Phrase]:
    """The institution's own phrases that a member of its staff may assign."""
    return Phrase.objects.filter(
        Q(shared_phrase__is_shared=True) | Q(shared_phrase__author=author),
        shared_phrase__institution=school_class.institution_id,
        shared_phrase__removed_at=None,
    ).order_by("-shared_phrase__created_at", "-pk")


def _due_first(work: Work) -> tuple[bool, bool, float]:
    """Work that is still open first, by due date; that without a date comes last."""
    due_at = work.terms.due_at
    return (not work.is_open, due_at is None, due_at.timestamp() if due_at else 0.0)


def _load(assignments: list[Assignment], enrolments: list[Enrolment]) -> list[Work]:
    """Build the work for every pair of an assignment and a learner of its class."""
    items = _items(assignments)
    takes = _takes(assignments, enrolments)
    extensions = _by_pair(Extension.objects.all(), assignments, enrolments)
    marks = _by_pair(Mark.objects.order_by("pk"), assignments, enrolments)
    works = []
    for assignment in assignments:
        for enrolment in enrolments:
            if enrolment.school_class_id != assignment.school_class_id:
                continue
            pair = (assignment.pk, enrolment.pk)
            terms = terms_of(assignment, extensions.get(pair))
            phrases = [
                PhraseWork(
                    item, terms, assignment.counting, takes[item.pk, enrolment.pk]
                )
                for item in items[assignment.pk]
                if is_for(item, enrolment) or takes[item.pk, enrolment.pk]
            ]
            works.append(
                Work(
                    assignment,
                    enrolment,
                    terms,
                    phrases,
                    extension=extensions.get(pair),
                    mark=marks.get(pair),
                )
            )
    return works


def is_for(item: AssignmentItem, enrolment: Enrolment) -> bool:
    """Whether a phrase is for everybody, or for a group that the learner is in."""
    groups = {group.pk for group in item.groups.all()}
    return not groups or any(group.pk in groups for group in enrolment.groups.all())


def _items(assignments: list[Assignment]) -> dict[int, list[AssignmentItem]]:
    found: dict[int, list[AssignmentItem]] = defaultdict(list)
    by_key = {assignment.pk: assignment for assignment in assignments}
    rows = AssignmentItem.objects.filter(assignment__in=assignments)
    for item in rows.select_related("phrase").prefetch_related("groups"):
        item.assignment = by_key[item.assignment_id]
        found[item.assignment_id].append(item)
    return found


def _takes(
    assignments: list[Assignment], enrolments: list[Enrolment]
) -> dict[tuple[int, int], list[Submission]]:
    """Attempts by phrase and learner, in order, with reports deferred."""
    found: dict[tuple[int, int], list[Submission]] = defaultdict(list)
    rows = with_result(
        Submission.objects.filter(
            item__assignment__in=assignments, enrolment__in=enrolments
        )
    )
    for take in rows.order_by("attempt"):
        found[take.item_id, take.enrolment_id].append(take)
    return found


def with_result(takes: QuerySet[Submission]) -> QuerySet[Submission]:
    """Takes with their counts and dates for lists, reports deferred.

    ``assessable`` and ``total`` are the engine's; ``commented_at`` and ``judged_at`` are
    when staff last did so.
    """
    by_staff = Comment.objects.filter(submission=OuterRef("pk"), is_from_learner=False)
    judgements = Judgement.objects.filter(submission=OuterRef("pk"))
    return (
        takes.select_related("analysis", "handed_in_by", "set_aside_by")
        .defer("analysis__report")
        .annotate(
            assessable=F("analysis__report__assessable"),
            total=F("analysis__report__delivery__total__value"),
            commented_at=Subquery(by_staff.order_by("-pk").values("written_at")[:1]),
            judged_at=Subquery(judgements.order_by("-pk").values("judged_at")[:1]),
        )
    )


def _by_pair(
    rows: QuerySet[Any], assignments: list[Assignment], enrolments: list[Enrolment]
) -> dict[tuple[int, int], Any]:
    """Rows by assignment and learner; the newest one of each pair."""
    found = rows.filter(assignment__in=assignments, enrolment__in=enrolments)
    return {(row.assignment_id, row.enrolment_id): row for row in found}
