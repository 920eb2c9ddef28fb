"""Delete private files that no row names: what a process stored just before it died."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

FOLDERS = ("takes", "renditions", "exports", "comments", "natives")
N_PARTS = 256  # of each folder, by the first two digits of a file's name
# Long after a file was stored its row is there, or never will be.
OLD_ENOUGH = timedelta(hours=1)


def delete_some() -> int:
    """Look through one part of every folder, each minute the next; how many went."""
    return delete_in([int(time.time() // 60) % N_PARTS])


def delete_in(parts: Iterable[int], *, older_than: timedelta = OLD_ENOUGH) -> int:
    """Delete the nameless files of these parts of every folder; return how many."""
    n_deleted = 0
    for part in parts:
        for folder in FOLDERS:
            for name in _nameless(f"{folder}/{part:02x}", older_than):
                default_storage.delete(name)
                n_deleted += 1
    return n_deleted


def _nameless(folder: str, older_than: timedelta) -> list[str]:
    try:
        stored = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    except FileNotFoundError:
        return []
    before = timezone.now() - older_than
    return [
        name
        for name in sorted(stored - _named(stored))
        if default_storage.get_modified_time(name) < before
    ]


def _named(stored: set[str]) -> set[str]:
    """Those of the names that a row of any application has."""
    return {
        name
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
        for name in model._default_manager.filter(
            **{f"{field.name}__in": stored}
        ).values_list(field.name, flat=True)
    }
