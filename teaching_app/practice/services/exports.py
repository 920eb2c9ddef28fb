"""A learner's export: requested, packed by a worker, deleted two days later."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import get_language

from teaching_app.practice import jobs
from teaching_app.practice.models import DataExport, Learner

from .export_archive import write_archive
from .job_run import deleted_unless_kept, working_on

KEPT_FOR = timedelta(days=2)


def ask(*, learner: Learner) -> DataExport:
    """Queue an export in the active language, or return the pending one."""
    try:
        with transaction.atomic():
            return jobs.enqueue(
                DataExport, learner=learner, language=get_language() or ""
            )
    except IntegrityError:
        return learner.exports.get(state__in=DataExport.PENDING)


def pack(export_id: int, *, worker: str) -> None:
    """Claim and make the export whose turn it is, if one waits."""
    for claim in jobs.claim_in_turn(DataExport, export_id, worker=worker):
        with working_on(claim):
            name, size = _pack(claim)
            with deleted_unless_kept(name):
                jobs.finish(claim, file=name, size=size)


def tidy() -> None:
    """Delete expired exports."""
    for export in DataExport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR):
        export.file.delete(save=False)
        export.delete()


def _pack(claim: jobs.Claim) -> tuple[str, int]:
    """Write the archive to private storage; return its name there and its size."""
    export = jobs.fetch(claim, "learner__user")
    language = translation.override(export.language or settings.LANGUAGE_CODE)
    with tempfile.TemporaryFile() as draft, language:
        write_archive(draft, export.learner)
        size = draft.tell()
        draft.seek(0)
        key = uuid4().hex
        return default_storage.save(f"exports/{key[:2]}/{key}.zip", File(draft)), size
