"""A learner's copy of everything: asked for, packed by a worker, gone two days later."""

from __future__ import annotations

import logging
import tempfile
from datetime import timedelta
from functools import partial
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import get_language
from kombu.exceptions import OperationalError

from teaching_app.celery import app
from teaching_app.practice.models import DataExport, Learner

from .export_archive import write_archive

logger = logging.getLogger(__name__)
State = DataExport.State

KEPT_FOR = timedelta(days=2)
STALE_AFTER = timedelta(minutes=20)
MAX_ATTEMPTS = 3


def ask(*, learner: Learner) -> DataExport:
    """Queue a copy, explained in the language now spoken; the one under way if any."""
    try:
        with transaction.atomic():
            export = DataExport.objects.create(
                learner=learner,
                language=get_language() or "",
                changed_at=timezone.now(),
            )
    except IntegrityError:
        return learner.exports.get(state__in=[State.QUEUED, State.RUNNING])
    transaction.on_commit(partial(_send, export.pk))
    return export


def pack(export_id: int) -> None:
    """Claim a queued copy and make it; one that another worker has is left alone."""
    claimed = _move(export_id, State.QUEUED, State.RUNNING, attempts=F("attempts") + 1)
    if not claimed:
        return
    export = DataExport.objects.select_related("learner__user").get(pk=export_id)
    name = ""
    try:
        name, size = _pack(export)
        kept = _move(export_id, State.RUNNING, State.DONE, file=name, size=size)
    except Exception:
        _move(export_id, State.RUNNING, State.FAILED)
        raise
    if not kept:  # its learner deleted everything meanwhile
        default_storage.delete(name)


def tidy() -> None:
    """Delete copies after their time, and send again what no worker has finished."""
    now = timezone.now()
    for export in DataExport.objects.filter(created_at__lt=now - KEPT_FOR):
        export.file.delete(save=False)
        export.delete()
    stale = Q(state=State.RUNNING, changed_at__lt=now - STALE_AFTER)
    DataExport.objects.filter(stale, attempts__gte=MAX_ATTEMPTS).update(
        state=State.FAILED, changed_at=now
    )
    DataExport.objects.filter(stale).update(state=State.QUEUED, changed_at=now)
    waiting = Q(state=State.QUEUED, changed_at__lt=now - timedelta(minutes=1))
    for pk in DataExport.objects.filter(waiting).values_list("pk", flat=True):
        _send(pk)


def _pack(export: DataExport) -> tuple[str, int]:
    language = translation.override(export.language or settings.LANGUAGE_CODE)
    with tempfile.TemporaryFile() as draft, language:
        write_archive(draft, export.learner)
        size = draft.tell()
        draft.seek(0)
        key = uuid4().hex
        return default_storage.save(f"exports/{key[:2]}/{key}.zip", File(draft)), size


def _send(export_id: int) -> None:
    try:
        app.send_task("pack_export", args=[export_id])
    except (OperationalError, OSError) as error:
        logger.warning("Broker unreachable, copy %s waits: %s", export_id, error)


def _move(export_id: int, before: str, after: str, **values: object) -> int:
    return DataExport.objects.filter(pk=export_id, state=before).update(
        state=after, changed_at=timezone.now(), **values
    )
