"""Submissions: a take and its submission are stored together, or neither is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.models import Analysis, Learner, Phrase, Recording
from teaching_app.practice.services import recordings
from teaching_app.schools.changes import work_changed
from teaching_app.schools.models import (
    Assignment,
    AssignmentItem,
    AuditEvent,
    Enrolment,
    Submission,
)
from teaching_app.schools.selectors import assignments as selectors

from . import audit

KEPT = "kept"  # a take sent earlier and not handed in
WITHDRAWN = "withdrawn"  # the teacher took the assignment or its phrase back


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Outcome of handing in a take.

    ``kept_because`` says why it became the learner's own practice instead: a take
    that is late, or exceeds the attempts, is not lost. ``created`` is false where it
    existed already.
    """

    analysis: Analysis
    submission: Submission | None
    created: bool
    kept_because: str = ""


def hand_in(
    *,
    item: AssignmentItem,
    enrolment: Enrolment,
    upload: UploadedFile[bytes],
    idempotency_key: UUID,
    captured: dict[str, Any] | None = None,
    source: str = Recording.Source.UPLOAD,
    recorded_at: datetime | None = None,
    is_background: bool = False,
) -> HandedIn:
    """Store a learner's take and hand it in, once per idempotency key.

    ``recorded_at`` is when it was recorded, by the browser's account: a take that had no
    connection until the due date had passed is not late. ``is_background`` says that
    nobody waits for the result.

    The learner's row is locked while attempts are counted, so that concurrent takes
    neither share an attempt nor exceed the limit.
    """
    refusals: list[str] = []

    def alongside(analysis: Analysis) -> None:
        held = _locked(enrolment)
        at = _recorded(item, recorded_at)
        if refusal := selectors.why_closed(item, held, at):
            refusals.append(refusal)
        else:
            _add(item, held, analysis, at=at)

    result = _submit(
        enrolment,
        item,
        upload,
        idempotency_key,
        source,
        captured,
        alongside,
        is_background=is_background,
    )
    taken = Submission.objects.filter(analysis=result.analysis).first()
    reason = "" if taken else (refusals[0] if refusals else KEPT)
    return HandedIn(result.analysis, taken, result.created, reason)


def keep(
    *,
    learner: Learner,
    phrase: Phrase,
    upload: UploadedFile[bytes],
    idempotency_key: UUID,
    captured: dict[str, Any] | None = None,
    source: str = Recording.Source.UPLOAD,
) -> HandedIn:
    """Keep a take as its learner's own whose assignment is gone meanwhile."""
    result = recordings.submit(
        learner=learner,
        phrase=phrase,
        upload=upload,
        idempotency_key=idempotency_key,
        source=source,
        captured=captured,
        is_required=True,
    )
    return HandedIn(result.analysis, None, result.created, WITHDRAWN)


def hand_in_for(
    *,
    item: AssignmentItem,
    enrolment: Enrolment,
    by: User,
    upload: UploadedFile[bytes],
    idempotency_key: UUID,
) -> Submission:
    """Hand in a recording on behalf of a learner who has agreed, and mark it so.

    Due dates and limits do not apply.
    """

    def alongside(analysis: Analysis) -> None:
        _add(item, _locked(enrolment), analysis, handed_in_by=by)
        _note(item, enrolment, by, "handed in for the learner")

    source = Recording.Source.UPLOAD
    result = _submit(enrolment, item, upload, idempotency_key, source, {}, alongside)
    if not (handed_in := Submission.objects.filter(analysis=result.analysis).first()):
        raise RefusedTakeError("bad_form")  # the key belongs to another take
    return handed_in


@transaction.atomic
def choose(*, submission: Submission) -> None:
    """Make this take count instead of the learner's other takes of the phrase."""
    _locked(submission.enrolment)
    Submission.objects.filter(
        item=submission.item, enrolment=submission.enrolment, is_chosen=True
    ).update(is_chosen=False)
    Submission.objects.filter(pk=submission.pk, set_aside_at=None).update(
        is_chosen=True
    )
    _tell(submission)


@transaction.atomic
def set_aside(*, submission: Submission, by: User, reason: str) -> None:
    """Exclude a take from counting, and free its attempt."""
    submission.set_aside_at = timezone.now()
    submission.set_aside_by = by
    submission.set_aside_reason = reason
    submission.is_chosen = False
    _save_set_aside(submission)
    _note(submission.item, submission.enrolment, by, "set aside", attempt=submission)


@transaction.atomic
def undo_set_aside(*, submission: Submission, by: User) -> None:
    """Make a take count again."""
    submission.set_aside_at = None
    submission.set_aside_by = None
    submission.set_aside_reason = ""
    _save_set_aside(submission)
    _note(submission.item, submission.enrolment, by, "counts again", attempt=submission)


def mark_seen(*, assignment: Assignment, learner: Learner) -> None:
    """Record that a learner has seen the feedback."""
    Submission.objects.filter(
        item__assignment=assignment, enrolment__learner=learner
    ).update(seen_at=timezone.now())


def _submit(
    enrolment: Enrolment,
    item: AssignmentItem,
    upload: UploadedFile[bytes],
    idempotency_key: UUID,
    source: str,
    captured: dict[str, Any] | None,
    alongside: Any,
    *,
    is_background: bool = False,
) -> recordings.SubmitResult:
    """Submit as required practice, which never runs expression analysis."""
    return recordings.submit(
        learner=enrolment.learner,
        phrase=item.phrase,
        upload=upload,
        idempotency_key=idempotency_key,
        source=source,
        captured=captured,
        is_required=True,
        is_background=is_background,
        alongside=alongside,
    )


def _recorded(item: AssignmentItem, told: datetime | None) -> datetime:
    """When a take counts as recorded: what is told, where that can be; else now.

    Nobody records for an assignment before it is published.
    """
    now, opened_at = timezone.now(), item.assignment.published_at
    is_possible = told is not None and opened_at is not None and told >= opened_at
    return min(told, now) if told and is_possible else now


def _locked(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.select_for_update(no_key=True).get(pk=enrolment.pk)


def _add(
    item: AssignmentItem,
    enrolment: Enrolment,
    analysis: Analysis,
    *,
    handed_in_by: User | None = None,
    at: datetime | None = None,
) -> Submission:
    now = timezone.now()
    at = at or now
    earlier = Submission.objects.filter(item=item, enrolment=enrolment)
    last = earlier.aggregate(last=Max("attempt"))["last"] or 0
    work = selectors.work_on(item.assignment, enrolment)
    submission = Submission.objects.create(
        item=item,
        enrolment=enrolment,
        analysis=analysis,
        attempt=last + 1,
        submitted_at=now,
        recorded_at=at
        if work.terms.is_over(now) and not work.terms.is_over(at)
        else None,
        is_late=work.terms.is_over(at),
        handed_in_by=handed_in_by,
    )
    _tell(submission)
    return submission


def _tell(submission: Submission) -> None:
    work_changed.send(
        Submission,
        assignment=submission.item.assignment,
        enrolment=submission.enrolment,
    )


def _save_set_aside(submission: Submission) -> None:
    submission.save(
        update_fields=["set_aside_at", "set_aside_by", "set_aside_reason", "is_chosen"]
    )
    _tell(submission)


def _note(
    item: AssignmentItem,
    enrolment: Enrolment,
    by: User,
    how: str,
    *,
    attempt: Submission | None = None,
) -> None:
    details: dict[str, Any] = {"how": how, "phrase": item.phrase.slug}
    if attempt:
        details |= {"attempt": attempt.attempt, "reason": attempt.set_aside_reason}
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="take",
        institution=item.assignment.school_class.institution,
        learner=enrolment.learner,
        details=details,
    )
