"""Encrypt again what was encrypted with an earlier key, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import storages
from django.db.models import Model

from . import private_files
from .encrypted_storage import EncryptedStorage


@dataclass(slots=True)
class Rotation:
    """How many files were encrypted again, and how many needed it not."""

    n_encrypted: int = 0
    n_current: int = 0


def rotate() -> Rotation:
    """Encrypt every private file with the first key while the site goes on.

    A file is written under a new name, its row changed, and the old file deleted: ended
    at any moment, it leaves each row with a file that can be read, and can be repeated.
    """
    storage = storages["default"]
    if not isinstance(storage, EncryptedStorage):
        raise ValueError("RECORDINGS_KEYS has no key to encrypt with.")
    done = Rotation()
    for model, field, name in _named():
        if not storage.exists(name):
            continue
        if storage.is_current(name):
            done.n_current += 1
        elif _encrypt_again(storage, model, field, name):
            done.n_encrypted += 1
    return done


def _named() -> Iterator[tuple[type[Model], str, str]]:
    for model, field in private_files.file_fields():
        rows = model._base_manager.exclude(**{field: ""})
        names = rows.values_list(field, flat=True).distinct()
        yield from ((model, field, name) for name in list(names))


def _encrypt_again(
    storage: EncryptedStorage, model: type[Model], field: str, name: str
) -> bool:
    """False if the row was erased or given another file meanwhile."""
    with storage.open(name, "rb") as file:
        new = storage.save(name, file)
    rows = model._base_manager.filter(**{field: name})
    is_ours = bool(rows.update(**{field: new}))
    storage.delete(name if is_ours else new)
    return is_ours
