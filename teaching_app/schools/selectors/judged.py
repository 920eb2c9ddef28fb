"""What has been judged and written of one take, and since when."""

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
    """The newest judgement and comment that a page has shown, by their keys."""

    judgement: int = 0
    comment: int = 0

    @classmethod
    def read(cls, text: str) -> Seen:
        """Read what ``str`` wrote; what cannot be read has seen nothing."""
        first, _, second = text.partition(".")
        is_fine = first.isascii() and first.isdigit()
        is_fine = is_fine and second.isascii() and second.isdigit() and len(text) < 40
        return cls(int(first), int(second)) if is_fine else cls()

    def __str__(self) -> str:
        return f"{self.judgement}.{self.comment}"


def newest(submission: Submission) -> Seen:
    """What a page that is drawn now shows."""
    judged = submission.judgements.aggregate(newest=Max("pk"))["newest"]
    written = submission.comments.aggregate(newest=Max("pk"))["newest"]
    return Seen(judged or 0, written or 0)


def by_point(submission: Submission) -> dict[str, list[Judgement]]:
    """Every judgement of a take by its point, the one that holds first."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in submission.judgements.order_by("-pk"):
        found[judgement.point].append(judgement)
    return found


def of_others_since(
    submission: Submission, seen: Seen, me: User
) -> tuple[list[Judgement], list[Comment]]:
    """What others have judged and written since a page was drawn."""
    judged = submission.judgements.filter(pk__gt=seen.judgement).exclude(author=me)
    written = submission.comments.filter(pk__gt=seen.comment).exclude(author=me)
    return list(judged.order_by("pk")), list(written.order_by("pk"))


def due_at(submission: Submission) -> datetime | None:
    """When the take was due for its learner: an extension goes before the assignment."""
    assignment = submission.item.assignment
    extended = Extension.objects.filter(
        assignment=assignment, enrolment=submission.enrolment_id, due_at__isnull=False
    ).values_list("due_at", flat=True)
    return extended.first() or assignment.due_at


def is_after_due(submission: Submission) -> bool:
    """Whether what is written of a take now comes after its due date."""
    due = due_at(submission)
    return due is not None and timezone.now() > due
