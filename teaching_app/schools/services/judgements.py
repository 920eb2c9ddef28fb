"""Judgements: rows are added beside the engine's results, and none is ever changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

import emotion_engine as engine
from teaching_app.practice.selectors import reports
from teaching_app.schools.changes import work_changed
from teaching_app.schools.judging.points import Option, Point, points_of
from teaching_app.schools.models import AuditEvent, Judgement, Submission
from teaching_app.schools.names import kept_name_of
from teaching_app.schools.selectors.judged import is_after_due

from . import audit

Verdict = Judgement.Verdict


@transaction.atomic
def judge(
    *,
    submission: Submission,
    author: User,
    point: Point,
    instead: Option | None = None,
    idempotency_key: UUID,
) -> Judgement:
    """Agree with the engine, or overrule it by ``instead``; once per key."""
    judgement, is_new = Judgement.objects.get_or_create(
        idempotency_key=idempotency_key,
        defaults={
            **_about(submission, author, point),
            "verdict": Verdict.OVERRULED if instead else Verdict.AGREED,
            "value": instead.value if instead else None,
            "is_after_due": is_after_due(submission),
        },
    )
    if is_new:
        details = {"point": point.key, "verdict": judgement.verdict}
        note(submission, author, "judgement", **details)
    return judgement


@transaction.atomic
def confirm(*, submissions: Iterable[Submission], author: User) -> list[Submission]:
    """Agree with all results of some takes; return those that were still open.

    Of two concurrent confirmations of a take, only one succeeds.
    """
    confirmed = []
    for submission in submissions:
        is_mine = Submission.objects.filter(pk=submission.pk, reviewed_at=None).update(
            reviewed_at=timezone.now(), reviewed_by=author
        )
        if is_mine:
            _agree_with_all(submission, author)
            _tell(submission)
            confirmed.append(submission)
    return confirmed


def _visible(submission: Submission) -> engine.UtteranceReport | None:
    """The report shown of a take; nothing where it has been deleted."""
    return reports.visible(submission.analysis) if submission.analysis else None


def _agree_with_all(submission: Submission, author: User) -> None:
    is_late = is_after_due(submission)
    rows = [
        Judgement(
            **_about(submission, author, point),
            verdict=Verdict.AGREED,
            is_after_due=is_late,
            is_in_bulk=True,
        )
        for point in points_of(_visible(submission))
    ]
    Judgement.objects.bulk_create(rows)
    note(submission, author, "review in one go", judgements=len(rows))


@transaction.atomic
def finish(*, submission: Submission, author: User) -> None:
    """Mark a take as reviewed, which moves it behind those that wait."""
    Submission.objects.filter(pk=submission.pk).update(
        reviewed_at=timezone.now(), reviewed_by=author
    )
    note(submission, author, "review")
    _tell(submission)


def _tell(submission: Submission) -> None:
    work_changed.send(
        Submission,
        assignment=submission.item.assignment,
        enrolment=submission.enrolment,
    )


def note(
    submission: Submission,
    actor: User,
    what: str,
    action: str = AuditEvent.Action.CHANGED,
    **details: Any,
) -> None:
    """Log an action on a take."""
    assignment = submission.item.assignment
    audit.note(
        actor=actor,
        action=action,
        what=what,
        institution=assignment.school_class.institution,
        learner=submission.enrolment.learner,
        details={
            "take": str(submission.public_id),
            "assignment": assignment.title,
            **details,
        },
    )


def _about(submission: Submission, author: User, point: Point) -> dict[str, Any]:
    return {
        "submission": submission,
        "analysis": submission.analysis,
        "author": author,
        "author_name": kept_name_of(author),
        "about": point.about,
        "point": point.key,
        "finding": point.finding,
        "band": point.band,
        "word_index": point.word_index,
        "machine": point.machine,
    }
