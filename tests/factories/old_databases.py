"""Databases of earlier releases, opened as if they were this installation's own."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "databases"
BEFORE_THE_MOVE = FOLDER / "2026-11-27.sqlite3.gz"


def unpack(packed: Path, folder: Path) -> Path:
    """Write the database into a folder; its path."""
    unpacked = folder / packed.name.removesuffix(".gz")
    unpacked.write_bytes(gzip.decompress(packed.read_bytes()))
    return unpacked


@contextmanager
def connected(file: Path) -> Iterator[None]:
    """Let this thread's default connection lead to an SQLite file."""
    tests_own = connections["default"]
    opened = tests_own.copy()
    opened.settings_dict["NAME"] = str(file)
    connections["default"] = opened
    _forget_rows()
    try:
        yield
    finally:
        opened.close()
        connections["default"] = tests_own
        _forget_rows()


def migrate() -> None:
    """Bring the connected database to the tables of today."""
    call_command("migrate", verbosity=0)


def _forget_rows() -> None:
    """What is cached of one database does not hold of another."""
    ContentType.objects.clear_cache()
    cache.clear()
