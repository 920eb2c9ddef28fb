"""The life of a rendition: asked for, claimed, finished or queued again.

As with analyses the row is the truth and a message only a knock. ``erasure`` deletes row
and file with the take.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from teaching_app.celery import app
from teaching_app.practice.models import Analysis, Learner, Rendition
from teaching_app.practice.selectors import renditions as selected

logger = logging.getLogger(__name__)
State, Kind = Rendition.State, Rendition.Kind

# A task may take no longer than CELERY_TASK_TIME_LIMIT: who is silent for more is dead.
STALE_AFTER = timedelta(seconds=130)
RESEND_AFTER = timedelta(seconds=30)
MAX_ATTEMPTS = 3
MAX_RESENT_AT_ONCE = 50


@transaction.atomic
def ask(*, analysis: Analysis, kind: str) -> Rendition:
    """Have a rendition made, unless there is one; one that failed is tried again."""
    rendition, created = Rendition.objects.get_or_create(
        analysis=analysis, kind=kind, defaults={"queued_at": timezone.now()}
    )
    if rendition.state == State.FAILED:
        failed = Rendition.objects.filter(pk=rendition.pk, state=State.FAILED)
        created = bool(
            failed.update(state=State.QUEUED, attempts=0, queued_at=timezone.now())
        )
        rendition.refresh_from_db()
    if created:
        transaction.on_commit(partial(send, rendition.pk))
    return rendition


def ask_for_cues(analysis: Analysis) -> None:
    """Have the cues of a take tried, where its style is compared with natives'."""
    if selected.has_cues_to_try(analysis):
        ask(analysis=analysis, kind=Kind.CUES)


def send(rendition_id: int) -> bool:
    """Knock at the queue; without a broker the row waits for ``requeue_stale``."""
    try:
        app.send_task("render", args=[rendition_id])
    except (OperationalError, OSError) as error:
        logger.warning(
            "Broker unreachable, rendition %s waits: %s", rendition_id, error
        )
        return False
    Rendition.objects.filter(pk=rendition_id).update(last_sent_at=timezone.now())
    return True


def claim(rendition_id: int, *, worker: str) -> Rendition | None:
    """Take a queued rendition; ``None`` where another worker was quicker."""
    token = f"{worker[:80]}/{uuid4().hex}"
    waiting = Rendition.objects.filter(pk=rendition_id, state=State.QUEUED)
    claimed = waiting.update(
        state=State.RUNNING,
        claimed_by=token,
        started_at=timezone.now(),
        attempts=F("attempts") + 1,
        error="",
    )
    if not claimed:
        return None
    related = Rendition.objects.select_related("analysis__recording__phrase")
    return related.filter(pk=rendition_id, claimed_by=token).first()


def keep(held: Rendition, *, wav: Path, details: dict[str, Any]) -> None:
    """Keep what was made, or drop it where the take is gone or another has it now."""
    key = uuid4().hex
    with wav.open("rb") as file:
        name = default_storage.save(f"renditions/{key[:2]}/{key}.wav", File(file))
    if not _finish(held, State.DONE, file=name, details=details):
        default_storage.delete(name)


def keep_advice(held: Rendition, details: dict[str, Any]) -> None:
    """Keep which cue helps; it has no sound."""
    _finish(held, State.DONE, details=details)


def give_up(held: Rendition, *, error: str) -> None:
    """End as impossible: the engine has looked, and there is nothing to change."""
    _finish(held, State.IMPOSSIBLE, error=error[:500])


def fail(held: Rendition, *, error: str) -> None:
    """Queue again after a fault of ours, or give up after the last attempt."""
    _give_up_or_queue(_held(held), error=error)


def requeue_stale() -> int:
    """Queue what a dead worker held, and send what no worker has come for."""
    now = timezone.now()
    silent = Rendition.objects.filter(
        state=State.RUNNING, started_at__lt=now - STALE_AFTER
    )
    _give_up_or_queue(silent, error="The worker fell silent.")
    unheard = Q(last_sent_at=None) | Q(last_sent_at__lt=now - RESEND_AFTER)
    due = Rendition.objects.filter(unheard, state=State.QUEUED).order_by("queued_at")
    waiting = due.values_list("pk", flat=True)[:MAX_RESENT_AT_ONCE]
    return sum(send(pk) for pk in list(waiting))


def forget_cues(learner: Learner) -> None:
    """Forget what was heard of styles, when a learner switches expression off."""
    of_learner = Rendition.objects.filter(analysis__recording__owner=learner)
    of_learner.filter(kind=Kind.CUES).delete()  # they have no file


def _give_up_or_queue(rows: QuerySet[Rendition], *, error: str) -> None:
    rows.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=State.FAILED,
        claimed_by="",
        error=error[:500],
        finished_at=timezone.now(),
    )
    rows.filter(attempts__lt=MAX_ATTEMPTS).update(
        state=State.QUEUED, claimed_by="", last_sent_at=None, error=error[:500]
    )


def _held(held: Rendition) -> QuerySet[Rendition]:
    return Rendition.objects.filter(
        pk=held.pk, state=State.RUNNING, claimed_by=held.claimed_by
    )


def _finish(held: Rendition, state: str, **values: Any) -> bool:
    finished = timezone.now()
    return bool(_held(held).update(state=state, finished_at=finished, **values))
