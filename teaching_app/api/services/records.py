"""An institution's record store: set it up, and write what it is told into the outbox."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teaching_app.api.models import RecordStore
from teaching_app.encrypted_texts import encrypt
from teaching_app.practice.errors import TeachingError
from teaching_app.practice.models import Analysis
from teaching_app.schools.models import (
    Assignment,
    AuditEvent,
    Enrolment,
    Institution,
    Mark,
    Submission,
)
from teaching_app.schools.selectors.assignments import work_on
from teaching_app.schools.selectors.scores import score_of
from teaching_app.schools.services import audit

from . import outbox, statements, webhooks
from .statements import ATTEMPTED, COMPLETED, SCORED, Statement

# What happened longer ago is no news: what was told of it may be forgotten by now.
NEWS_FOR = timedelta(days=1)


FINAL = "FullyGraded"


class NotReachableError(TeachingError):
    """Nothing can be sent to this address; the text says why."""


@transaction.atomic
def set_up(
    *, institution: Institution, by: User, url: str, key: str, secret: str
) -> RecordStore:
    """Register the record store of an institution, in place of one before."""
    reason = webhooks.why_not_told(url)
    if not settings.PUBLIC_URL:
        reason = _("The site needs its PUBLIC_URL: statements are named by it.")
    if reason:
        raise NotReachableError(reason)
    RecordStore.objects.filter(institution=institution).delete()
    store = RecordStore.objects.create(
        institution=institution, url=url.rstrip("/"), key=key, secret=encrypt(secret)
    )
    _note(store, by, "registered")
    return store


@transaction.atomic
def switch(*, store: RecordStore, by: User, is_on: bool) -> None:
    """Switch it on, forgetting its failures, or off, giving up what waits."""
    webhooks.switch(webhook=store, is_on=is_on)
    _note(store, by, "switched on" if is_on else "switched off")


@transaction.atomic
def remove(*, store: RecordStore, by: User) -> None:
    """Remove it with the record of its messages; what it has is its own."""
    _note(store, by, "removed")
    store.delete()


def tell_of(*, assignment: Assignment, enrolment: Enrolment) -> None:
    """Write what is news about a learner's work, if the institution has a store."""
    found = RecordStore.objects.filter(disabled="")
    store = found.filter(institution=assignment.school_class.institution_id).first()
    if store is None:
        return
    since = max(store.created_at, timezone.now() - NEWS_FOR)
    for statement, analysis in _of_takes(store, assignment, enrolment, since):
        _put(store, enrolment, statement, analysis)
    for statement in _of_work(store, assignment, enrolment, since):
        _put(store, enrolment, statement)


def _of_takes(
    store: RecordStore, assignment: Assignment, enrolment: Enrolment, since: datetime
) -> Iterator[tuple[Statement, Analysis | None]]:
    takes = Submission.objects.filter(
        item__assignment=assignment,
        enrolment=enrolment,
        set_aside_at=None,
        submitted_at__gte=since,
        analysis__isnull=False,
    ).select_related(
        "item__assignment", "item__phrase", "enrolment__school_class", "analysis"
    )
    for take in takes.defer("analysis__report").order_by("pk"):
        yield (
            statements.of_take(store, ATTEMPTED, take, take.submitted_at),
            take.analysis,
        )
    judged = takes.filter(
        analysis__state=Analysis.State.DONE, analysis__report__assessable=True
    )
    for take in judged.defer("analysis__report").order_by("pk"):
        finished_at = take.analysis.finished_at if take.analysis else None
        at = finished_at or take.submitted_at
        yield statements.of_take(store, COMPLETED, take, at), take.analysis


def _of_work(
    store: RecordStore, assignment: Assignment, enrolment: Enrolment, since: datetime
) -> Iterator[Statement]:
    """By the assignment's marking alone: done, or what a teacher has marked."""
    work = work_on(assignment, enrolment)
    score, mark = score_of(work, maximum=None), work.mark
    of_work = partial(statements.of_work, store, assignment, enrolment)
    if assignment.marking == Assignment.Marking.COMPLETION:
        if score and score.grading == FINAL:
            yield of_work(COMPLETED, score, at=timezone.now(), about="done")
    elif mark and mark.given_at >= since:
        if mark.value and score:
            yield of_work(SCORED, score, at=mark.given_at, about=mark.pk)
        elif told := _told_before(store, mark):
            yield statements.voiding(store, told, mark.given_at)


def _told_before(store: RecordStore, withdrawn: Mark) -> str:
    """The statement about the mark before one that withdraws it; empty if none."""
    same = Mark.objects.filter(
        assignment=withdrawn.assignment_id, enrolment=withdrawn.enrolment_id
    )
    before = same.filter(pk__lt=withdrawn.pk).exclude(value="").last()
    if before is None:
        return ""
    about = f"{withdrawn.assignment.public_id} {before.pk}"
    number = statements.number_of(store, SCORED, about)
    return number if store.deliveries.filter(public_id=number).exists() else ""


def _put(
    store: RecordStore,
    enrolment: Enrolment,
    statement: Statement,
    analysis: Analysis | None = None,
) -> None:
    outbox.put(
        record_store=store,
        enrolment=enrolment,
        analysis=analysis,
        event=statement["verb"]["display"]["en"],
        body=json.dumps(statement),
        public_id=UUID(statement["id"]),
    )


def _note(store: RecordStore, by: User, what: str) -> None:
    audit.note(
        actor=by,
        action=AuditEvent.Action.CHANGED,
        what="record store",
        institution=store.institution,
        details={what: store.url},
    )
