"""The life of an analysis: queued, claimed, kept alive, finished, or queued again.

Every write of a worker is one filtered ``update()`` that names its claim, so a worker
that was thought dead and comes back changes nothing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from teaching_app.celery import app
from teaching_app.practice.errors import LostClaimError
from teaching_app.practice.models import Analysis, Recording

logger = logging.getLogger(__name__)
State = Analysis.State

STALE_AFTER = timedelta(seconds=20)
RESEND_AFTER = timedelta(seconds=30)
MAX_ATTEMPTS = 3
MAX_RESENT_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Claim:
    """The right of one worker to write to one analysis."""

    analysis_id: int
    token: str


def enqueue(
    *, recording: Recording, style: str, with_expression: bool = False
) -> Analysis:
    """Queue an analysis; the queue is told once the transaction commits."""
    analysis = Analysis.objects.create(
        recording=recording,
        text=recording.phrase.text,
        style=style,
        with_expression=with_expression,
        queued_at=timezone.now(),
    )
    transaction.on_commit(partial(send, analysis.pk))
    return analysis


def send(analysis_id: int) -> bool:
    """Knock at the queue; without a broker the row waits for ``requeue_stale``."""
    try:
        app.send_task("analyse", args=[analysis_id])
    except (OperationalError, OSError) as error:
        logger.warning("Broker unreachable, take %s waits: %s", analysis_id, error)
        return False
    Analysis.objects.filter(pk=analysis_id).update(last_sent_at=timezone.now())
    return True


def claim(analysis_id: int, *, worker: str) -> Claim | None:
    """Take a queued analysis; ``None`` where another worker was quicker."""
    token = f"{worker[:80]}/{uuid4().hex}"
    now = timezone.now()
    claimed = Analysis.objects.filter(pk=analysis_id, state=State.QUEUED).update(
        state=State.RUNNING,
        claimed_by=token,
        heartbeat_at=now,
        started_at=now,
        attempts=F("attempts") + 1,
        error="",
    )
    return Claim(analysis_id, token) if claimed else None


def heartbeat(held: Claim) -> bool:
    """Say that the worker lives; false where the claim is lost."""
    return bool(_held(held).update(heartbeat_at=timezone.now()))


def progress(
    held: Claim, *, stage: str, stages_done: int, report: dict[str, Any]
) -> None:
    """Keep what is known as a stage begins."""
    _write(held, stage=stage, stages_done=stages_done, report=report)


def finish(
    held: Claim, *, report: dict[str, Any], stages_done: int, profile_version: str
) -> None:
    """Keep the whole report."""
    _write(
        held,
        state=State.DONE,
        stage="",
        stages_done=stages_done,
        report=report,
        engine_version=report["engine_version"],
        profile_version=profile_version,
        finished_at=timezone.now(),
    )


def reject(held: Claim, *, code: str) -> None:
    """End as no recording: its file is deleted, the reason is kept."""
    _write(
        held,
        state=State.REJECTED,
        stage="",
        report=None,
        refusal=code,
        finished_at=timezone.now(),
    )
    Recording.objects.get(analyses=held.analysis_id).file.delete(save=True)


def fail(held: Claim, *, error: str) -> None:
    """Queue again after a fault of ours, or give up after the last attempt."""
    _give_up_or_queue(_held(held), error=error)


def retry(analysis: Analysis) -> bool:
    """Queue a failed analysis again, as its learner asks; false if it is not failed."""
    now = timezone.now()
    failed = Analysis.objects.filter(pk=analysis.pk, state=State.FAILED)
    if not failed.update(state=State.QUEUED, attempts=0, queued_at=now, error=""):
        return False
    transaction.on_commit(partial(send, analysis.pk))
    return True


def requeue_stale() -> int:
    """Queue what a dead worker held, and send what no worker has come for."""
    now = timezone.now()
    silent = Analysis.objects.filter(
        state=State.RUNNING, heartbeat_at__lt=now - STALE_AFTER
    )
    _give_up_or_queue(silent, error="The worker fell silent.")
    unheard = Q(last_sent_at=None) | Q(last_sent_at__lt=now - RESEND_AFTER)
    due = Analysis.objects.filter(unheard, state=State.QUEUED).order_by("queued_at")
    waiting = due.values_list("pk", flat=True)[:MAX_RESENT_AT_ONCE]
    sent = sum(send(pk) for pk in list(waiting))
    if sent:
        logger.info("Sent %d waiting takes again", sent)
    return sent


def _give_up_or_queue(rows: QuerySet[Analysis], *, error: str) -> None:
    rows.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=State.FAILED,
        claimed_by="",
        stage="",
        error=error[:500],
        finished_at=timezone.now(),
    )
    rows.filter(attempts__lt=MAX_ATTEMPTS).update(
        state=State.QUEUED, claimed_by="", last_sent_at=None, error=error[:500]
    )


def _held(held: Claim) -> QuerySet[Analysis]:
    return Analysis.objects.filter(
        pk=held.analysis_id, state=State.RUNNING, claimed_by=held.token
    )


def _write(held: Claim, **values: Any) -> None:
    if not _held(held).update(**values):
        raise LostClaimError(f"Analysis {held.analysis_id} is no longer ours.")
