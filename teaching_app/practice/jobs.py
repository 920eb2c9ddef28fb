"""The life of every kind of job: queued, claimed, kept alive, finished or requeued.

The row is the truth and a message only wakes a worker up, so messages may be lost,
duplicated or late. Every write of a worker is one filtered ``update()`` that names its
claim: a worker that was taken for dead and returns changes nothing. ``models.Job``
documents what a kind may override; ``CELERY_TASK_ROUTES`` decides its Celery queue,
unless the row names another.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

from django.apps import apps
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from teaching_app.celery import app

from .errors import LostClaimError
from .models import Job, JobState
from .signals import job_ended

logger = logging.getLogger(__name__)

AnyJob = TypeVar("AnyJob", bound=Job)

# The previous release claimed exports and renditions without a heartbeat; none of its
# tasks ran for longer than this.
UNBEATEN_AFTER = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Claim:
    """The right of one worker to write to one row."""

    model: type[Job]
    pk: int
    token: str

    def __str__(self) -> str:
        return f"{self.model._meta.verbose_name} {self.pk}"


def names(*claims: Claim) -> dict[str, object]:
    """The kind and the key of a row, or the keys of several, for the log."""
    keys = [claim.pk for claim in claims]
    kind = str(claims[0].model._meta.model_name)
    return {kind: keys[0] if len(keys) == 1 else keys}


def enqueue(model: type[AnyJob], **values: Any) -> AnyJob:
    """Queue a new job; a wake-up message is published once the transaction commits."""
    job = model._default_manager.create(**values)
    wake_up_for(job)
    return job


def retry(job: Job) -> bool:
    """Requeue a failed job; false if it had not failed."""
    failed = _rows(type(job)).filter(pk=job.pk, state=JobState.FAILED)
    if not queue_again(failed):
        return False
    wake_up_for(job)
    return True


def queue_again(rows: QuerySet[Any]) -> int:
    """Requeue rows that no worker holds as if they were new; return how many."""
    return rows.exclude(state__in=Job.PENDING).update(
        state=JobState.QUEUED,
        attempts=0,
        queued_at=timezone.now(),
        last_sent_at=None,
        finished_at=None,
        error="",
    )


def wake_up_for(job: Job) -> None:
    """Publish the wake-up message once the transaction commits."""
    transaction.on_commit(partial(send, job))


def send(job: Job) -> bool:
    """Publish the wake-up message; if it fails, the row waits for ``requeue_stale``."""
    if not publish(job.TASK, job.message, queue=job.queue):
        return False
    _rows(type(job)).filter(pk=job.pk).update(last_sent_at=timezone.now())
    return True


def publish(task: str, argument: int | None, *, queue: str = "") -> bool:
    """Publish one message; false if the broker cannot be reached."""
    elsewhere = {"queue": queue} if queue else {}
    try:
        app.send_task(task, args=[argument], **elsewhere)
    except (OperationalError, OSError) as error:
        logger.warning("Broker unreachable, %s %s waits: %s", task, argument, error)
        return False
    return True


def claim_in_turn(
    model: type[Job], pk: int, *, worker: str, limit: int = 1, gather_s: float = 0.0
) -> list[Claim]:
    """Take the rows that wait longest in the queue of the row that a message names.

    So no row waits behind messages about others that are done. The list is empty if
    none waits there, or the named row is gone. If the named row still waits, because the
    message of an earlier one was lost, it is sent again: its message is used up.

    Up to ``limit`` are taken. If there were several and fewer than that, those that come
    within ``gather_s`` join them; one that waits alone is not kept waiting.
    """
    for among in model.QUEUES:
        named = _rows(model).filter(among, pk=pk)
        if named.exists():
            claims = claim(model, worker=worker, limit=limit, among=among)
            if gather_s and 1 < len(claims) < limit:
                time.sleep(gather_s)
                left = limit - len(claims)
                claims += claim(
                    model, worker=worker, limit=left, among=among, attempts=0
                )
            if claims and (passed_over := named.filter(state=JobState.QUEUED).first()):
                send(passed_over)
            return claims
    return []


def claim(
    model: type[Job],
    *,
    worker: str,
    limit: int = 1,
    among: Q | None = None,
    **wanted: Any,
) -> list[Claim]:
    """Take up to ``limit`` queued rows, the longest waiting first.

    ``among`` and ``wanted`` filter the rows: ``pk=7`` is one row by its primary key.
    The list is empty if other workers were faster. If the database supports it, rows
    that another worker is claiming are skipped instead of waited for. A row that was
    tried before is taken alone, as it may have ended the worker that tried it.
    """
    token = f"{worker[:80]}/{uuid4().hex}"
    queued = _rows(model).filter(among or Q(), state=JobState.QUEUED, **wanted)
    if not queued.exists():
        return []  # without a transaction, which locks SQLite
    chosen = queued.order_by("queued_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        chosen = chosen.select_for_update(skip_locked=True)
    with transaction.atomic():
        pks = _beside_each_other(chosen.values_list("pk", "attempts")[:limit])
        now = timezone.now()
        queued.filter(pk__in=pks).update(
            state=JobState.RUNNING,
            claimed_by=token,
            heartbeat_at=now,
            started_at=now,
            attempts=F("attempts") + 1,
            error="",
        )
    ours = set(_rows(model).filter(pk__in=pks, claimed_by=token).values_list("pk"))
    return [Claim(model, pk, token) for pk in pks if (pk,) in ours]


def _beside_each_other(waiting: Iterable[tuple[int, int]]) -> list[int]:
    """Of rows and their attempts: the first if it was tried before, else the untried."""
    rows = list(waiting)
    if rows and rows[0][1]:
        return [rows[0][0]]
    return [pk for pk, attempts in rows if not attempts]


def fetch(held: Claim, *related: str) -> Any:
    """Read the row with its relations; ``LostClaimError`` if the claim is lost."""
    row = _held(held).select_related(*related).first()
    if row is None:
        raise LostClaimError(f"{held} is no longer ours.")
    return row


def heartbeat(*claims: Claim) -> int:
    """Renew the claims, all of one kind; return how many of them still hold."""
    held = Q()
    for each in claims:
        held |= Q(pk=each.pk, claimed_by=each.token)
    running = _rows(claims[0].model).filter(held, state=JobState.RUNNING)
    return running.update(heartbeat_at=timezone.now())


def write(held: Claim, **values: Any) -> None:
    """Update the row; ``LostClaimError`` if the claim is lost."""
    if not _held(held).update(**values):
        raise LostClaimError(f"{held} is no longer ours.")


@contextmanager
def writing(held: Claim) -> Iterator[None]:
    """Change other rows for a job in one transaction, and none if the claim is lost."""
    with transaction.atomic():
        write(held, heartbeat_at=timezone.now())
        yield


def finish(held: Claim, *, state: str = JobState.DONE, **values: Any) -> None:
    """Finish the job with its result; ``LostClaimError`` if the claim is lost."""
    with transaction.atomic():
        write(held, state=state, finished_at=timezone.now(), **values)
        job_ended.send(sender=held.model, pks=[held.pk])


def fail(held: Claim, *, error: str) -> bool:
    """Requeue after an internal error, or give up after the last attempt.

    False if the claim was lost or the job is finished: then nothing changes.
    """
    return bool(_queue_or_give_up(held.model, _held(held), error=error))


def release(held: Claim) -> bool:
    """Put an unprocessed job back; the attempt does not count."""
    return bool(
        _held(held).update(
            state=JobState.QUEUED,
            claimed_by="",
            last_sent_at=None,
            attempts=F("attempts") - 1,
        )
    )


def kinds() -> list[type[Job]]:
    """Every model of the installed applications whose rows are jobs."""
    return [model for model in apps.get_models() if issubclass(model, Job)]


def requeue_stale(model: type[Job]) -> int:
    """Requeue jobs of dead workers, and publish what no worker is going to pick up.

    A time that lies ahead is from before the clock was set back, and as old.
    """
    now = timezone.now()
    silent = Q(heartbeat_at__lt=now - model.STALE_AFTER)
    silent |= Q(heartbeat_at__gt=now + model.STALE_AFTER)
    unbeaten = Q(heartbeat_at=None, queued_at__lt=now - UNBEATEN_AFTER)
    dead = _rows(model).filter(silent | unbeaten, state=JobState.RUNNING)
    _queue_or_give_up(model, dead, error="The worker fell silent.")
    sent = sum(_resend(model, among, now) for among in model.QUEUES)
    if sent:
        logger.info("Sent %d waiting jobs again: %s", sent, model.TASK)
    return sent


def _resend(model: type[Job], among: Q, now: datetime) -> int:
    """Publish what was never published, and all that waits where no worker begins any.

    Where workers do, the messages lie in the queue and more of them would only be in
    the way: each serves the row that waits longest.
    """
    before, ahead = now - model.RESEND_AFTER, now + model.RESEND_AFTER
    rows = _rows(model).filter(among)
    begun = rows.filter(
        state__in=model.state_names(),
        heartbeat_at__gte=before,
        heartbeat_at__lte=ahead,
    )
    unheard = Q(last_sent_at=None)
    if not begun.exists():
        unheard |= Q(last_sent_at__lt=before) | Q(last_sent_at__gt=ahead)
    waiting = rows.filter(unheard, state=JobState.QUEUED).order_by("queued_at")
    return sum(send(job) for job in waiting[: model.MAX_RESENT_AT_ONCE])


def _queue_or_give_up(model: type[Job], rows: QuerySet[Any], *, error: str) -> int:
    spent = rows.filter(attempts__gte=model.MAX_ATTEMPTS)
    given_up = _give_up(model, spent, error=error)
    return given_up + rows.filter(attempts__lt=model.MAX_ATTEMPTS).update(
        state=JobState.QUEUED, claimed_by="", last_sent_at=None, error=error[:500]
    )


def _give_up(model: type[Job], rows: QuerySet[Any], *, error: str) -> int:
    """Fail rows for good; one that was written to in the meantime is left alone."""
    if not rows.exists():
        return 0  # without a transaction, which locks SQLite
    with transaction.atomic():
        ended = [
            pk
            for pk in rows.values_list("pk", flat=True)
            if rows.filter(pk=pk).update(
                state=JobState.FAILED,
                claimed_by="",
                error=error[:500],
                finished_at=timezone.now(),
                **model.WHEN_GIVEN_UP,
            )
        ]
        if ended:
            job_ended.send(sender=model, pks=ended)
    return len(ended)


def _held(held: Claim) -> QuerySet[Any]:
    return _rows(held.model).filter(
        pk=held.pk, state=JobState.RUNNING, claimed_by=held.token
    )


def _rows(model: type[Job]) -> QuerySet[Any]:
    return model._default_manager.get_queryset()
