"""Judgements and comments of one take, and what is new since a page was drawn."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils import timezone

from teaching_app.schools.models import Comment, Extension, Judgement, Submission


@dataclass(frozen=True, slots=True)
class Seen:
    """Keys of the newest judgement and comment that a page has shown."""

    judgement: int = 0
    comment: int = 0

    @classmethod
    def read(cls, text: str) -> Seen:
        """Parse the result of ``str``; invalid input counts as nothing seen."""
        first, _, second = text.partition(".")
        is_fine = first.isascii() and first.isdigit()
        is_fine = is_fine and second.isascii() and second.isdigit() and len(text) < 40
        return cls(int(first), int(second)) if is_fine else cls()

    def __str__(self) -> str:
        return f"{self.judgement}.{self.comment}"


def newest(submission: Submission) -> Seen:
    """What a page drawn now would show."""
    judged = submission.judgements.aggregate(newest=Max("pk"))["newest"]
    written = submission.comments.aggregate(newest=Max("pk"))["newest"]
    return Seen(judged or 0, written or 0)


def by_point(submission: Submission) -> dict[str, list[Judgement]]:
    """All judgements of a take by point, the one in force first."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in submission.judgements.order_by("-pk"):
        found[judgement.point].append(judgement)
    return found


def of_others_since(
    submission: Submission, seen: Seen, me: User
) -> tuple[list[Judgement], list[Comment]]:
    """Judgements and comments by others since a page was drawn."""
    judged = submission.judgements.filter(pk__gt=seen.judgement).exclude(author=me)
    written = submission.comments.filter(pk__gt=seen.comment).exclude(author=me)
    return list(judged.order_by("pk")), list(written.order_by("pk"))


def due_at(submission: Submission) -> datetime | None:
    """When the take was due for its learner; an extension overrides the assignment."""
    assignment = submission.item.assignment
    extended = Extension.objects.filter(
        assignment=assignment, enrolment=submission.enrolment_id, due_at__isnull=False
    ).values_list("due_at", flat=True)
    return extended.first() or assignment.due_at


def is_after_due(submission: Submission) -> bool:
    """Whether a comment written now comes after the take's due date."""
    due = due_at(submission)
    return due is not None and timezone.now() > due
