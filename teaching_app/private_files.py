"""Recordings and other private files in a folder of this machine."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import (
    FileSystemStorage,
    Storage,
    default_storage,
    storages,
)
from django.db.models import FileField, Model

UNFINISHED = "unfinished"
UNFINISHED_AFTER_S = 60 * 60  # no file takes that long to write
PROBE = bytes(64 * 1024)  # more than a full disk finds room for


class WholeFileStorage(FileSystemStorage):
    """Gives a file its name once it is whole: a full disk leaves no part of a voice."""

    def _save(self, name: str, content: Any) -> str:
        draft = f"{UNFINISHED}/{uuid4().hex}"
        try:
            super()._save(draft, content)
            target = Path(self.path(name))
            mode = self.directory_permissions_mode or 0o777
            os.makedirs(target.parent, mode=mode, exist_ok=True)  # noqa: PTH103
            Path(self.path(draft)).replace(target)
        except BaseException:
            Path(self.path(draft)).unlink(missing_ok=True)
            raise
        return name

    def delete_unfinished(self) -> None:
        """Delete what a process was writing when it was killed."""
        folder = Path(self.path(UNFINISHED))
        for draft in folder.iterdir() if folder.is_dir() else ():
            if time.time() - draft.stat().st_mtime > UNFINISHED_AFTER_S:
                draft.unlink(missing_ok=True)


def delete_unfinished() -> None:
    """Delete unfinished files; object stores keep none."""
    storage = as_stored()
    if isinstance(storage, WholeFileStorage):
        storage.delete_unfinished()


def as_stored() -> Storage:
    """The storage that keeps the private files, below any that encrypts them."""
    storage = storages["default"]
    inner: Storage = getattr(storage, "inner", storage)
    return inner


def file_fields() -> Iterator[tuple[type[Model], str]]:
    """Every field that names a private file, with its model."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField):
                yield model, field.name


def stored_names(folder: str = "") -> Iterator[str]:
    """The name of every private file, whether a row names it or not."""
    try:
        folders, files = as_stored().listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}".lstrip("/") for name in files)
    for name in folders:
        yield from stored_names(f"{folder}/{name}".lstrip("/"))


def are_writable() -> bool:
    """Whether a file can be written now, by writing one."""
    try:
        default_storage.delete(default_storage.save("probe", ContentFile(PROBE)))
    except Exception:  # each kind of storage has its own
        return False
    return True
