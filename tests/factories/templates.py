"""What every process of a run starts from, made by the first that asks for it."""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """Return ``folder``, which one process fills while the others wait for it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            unfinished = folder.with_suffix(".unfinished")
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


def copy_tables(connection: Any, source: Path) -> str:
    """Give Django's SQLite test database the tables of a file; return its name.

    It takes the place of ``create_test_db``, which would apply all migrations again.
    """
    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as tables:
        tables.backup(connection.connection)
    return name
