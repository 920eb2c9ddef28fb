"""Permanent deletion of files, results and everything derived, with a receipt.

What is deleted follows the models' declarations (``ownership``), not the cascades of
the database. Files are deleted first, since a file without its row could not be found
again. Files that arrive between the two steps are found in the transaction and deleted
after it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model, QuerySet, TextField
from django.db.models.fields.files import FieldFile
from django.db.models.functions import Cast
from django.utils import timezone

from teaching_app.practice.errors import NotTheirsError
from teaching_app.practice.models import (
    DataExport,
    ErasureReceipt,
    Learner,
    Phrase,
    Recording,
)
from teaching_app.practice.selectors.owned import (
    Owned,
    erased_with,
    files_of,
    strays,
)

logger = logging.getLogger(__name__)

EXPIRED_AT_ONCE = 100


def erase_take(*, recording: Recording) -> ErasureReceipt:
    """Delete one take with its results and everything derived from it.

    The last take of a phrase that its learner had unlisted takes the phrase with it.
    """
    copies = _outdated_copies([recording.owner_id])
    receipt = _erase([recording, *copies], ErasureReceipt.Scope.TAKE)
    unlisted = Phrase.objects.filter(owner__isnull=False, is_active=False)
    _delete_with_files(list(unlisted.filter(pk=recording.phrase_id, recordings=None)))
    return receipt


def erase_phrase(*, phrase: Phrase) -> ErasureReceipt:
    """Delete a learner's own phrase with its references and every take of it."""
    takes = list(phrase.recordings.all())
    copies = _outdated_copies({take.owner_id for take in takes})
    return _erase([*takes, phrase, *copies], ErasureReceipt.Scope.PHRASE)


def erase_everything(*, learner: Learner) -> ErasureReceipt:
    """Delete a learner with all their takes and phrases, and the account itself."""
    user_id = learner.user_id
    receipt = _erase([learner.user], ErasureReceipt.Scope.EVERYTHING)
    _end_sessions(user_id)
    return receipt


def erase_rows(*, rows: Iterable[Model], scope: str) -> ErasureReceipt:
    """Delete rows with all that belongs to them by their models' declarations."""
    return _erase(list(rows), scope)


def erase_by(
    *, delete: Callable[[], Mapping[str, int]], files: Iterable[FieldFile], scope: str
) -> ErasureReceipt:
    """Delete files, then rows by another application's function; write the receipt.

    ``delete`` runs in a transaction and returns the number of deleted rows by model, as
    labelled by ``QuerySet.delete``.
    """
    going = list(files)
    size = sum(_size(file) for file in going)
    names = _delete_files(going)
    with transaction.atomic():
        counts = delete()
        rows = {label.rsplit(".")[-1].lower(): n for label, n in counts.items() if n}
        return _receipt(rows, names, size, scope)


def erase_expired() -> int:
    """Delete takes past the installation's retention period; return how many."""
    if not settings.RETENTION_DAYS:
        return 0
    oldest = timezone.now() - timedelta(days=settings.RETENTION_DAYS)
    expired = Recording.objects.filter(created_at__lt=oldest).order_by("created_at")
    takes = list(expired[:EXPIRED_AT_ONCE])
    _delete_with_files([*takes, *_outdated_copies({t.owner_id for t in takes})])
    if takes:
        logger.info("Deleted %d takes that were kept long enough", len(takes))
    return len(takes)


def _outdated_copies(learners: Collection[int]) -> list[DataExport]:
    """The ready copies of learners' data, which hold a take that is being erased.

    One that is being packed starts anew.
    """
    copies = DataExport.objects.filter(learner__in=learners)
    running = copies.filter(state=DataExport.State.RUNNING)
    running.update(state=DataExport.State.QUEUED, claimed_by="", last_sent_at=None)
    return list(copies.filter(state=DataExport.State.DONE))


def _erase(roots: Sequence[Model], scope: str) -> ErasureReceipt:
    """Delete and write the receipt."""
    size = sum(_size(file) for file in files_of(erased_with(roots)))
    rows, names = _delete_with_files(roots)
    return _receipt(rows, names, size, scope)


def _receipt(
    rows: Mapping[str, int], names: set[str], size: int, scope: str
) -> ErasureReceipt:
    return ErasureReceipt.objects.create(
        scope=scope,
        rows=dict(rows),
        n_files=len(names),
        size=size,
        erased_at=timezone.now(),
    )


def _delete_with_files(roots: Sequence[Model]) -> tuple[dict[str, int], set[str]]:
    """Delete files, then rows; return the rows by model, and the files."""
    erased = erased_with(roots)
    _refuse_to_delete_others(erased)
    names = _delete_files(files_of(erased))
    with transaction.atomic():
        late = list(files_of(erased))
        rows = _delete_rows(erased)
    names |= _delete_files(late)
    return {name: n for name, n in rows.items() if n}, names


def _delete_rows(erased: list[Owned]) -> dict[str, int]:
    """Delete the declared rows, after checking that no other row would be deleted."""
    _refuse_to_delete_others(erased)
    for field, others in strays(erased):
        if field.null:
            others.update(**{field.name: None})
    counts: dict[str, int] = {}
    for model, rows in erased:
        counts[model._meta.model_name or ""] = rows.count()
        _blank_in_staff_log(model, rows)
        rows.delete()
    return counts


def _refuse_to_delete_others(erased: list[Owned]) -> None:
    """Stop if rows declared as somebody else's would have to be deleted too."""
    for field, others in strays(erased):
        if not field.null and others.exists():
            raise NotTheirsError(
                f"Rows of {field.model._meta.label} hang by {field.name} on what is "
                "erased, but neither belong to it nor go with it. Give the field "
                "null=True, or name it in the model's ownership."
            )


def _blank_in_staff_log(model: type[Model], rows: QuerySet[Any]) -> None:
    """Blank the name of an erased row in the log of site staff."""
    keys = rows.order_by().values_list(Cast("pk", TextField()))
    LogEntry.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        object_id__in=keys,
    ).update(object_repr="")


def _delete_files(files: Iterable[FieldFile]) -> set[str]:
    names = set()
    for file in files:
        if file.name:
            file.storage.delete(file.name)
            names.add(file.name)
    return names


def _size(file: FieldFile) -> int:
    try:
        return file.size
    except FileNotFoundError:
        return 0


def _end_sessions(user_id: int) -> None:
    """Sign the account out on every device."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user_id):
            session.delete()
