"""A copy of the database as of one moment, with the files that its rows name."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from teaching_app import private_files

from .errors import BackupError

SQLITE, POSTGRESQL = "database.sqlite3", "database.dump"


def copy_to(folder: Path) -> set[str]:
    """Write the copy while the site goes on; return the files its rows name."""
    if connection.vendor == "sqlite":
        return _copy_sqlite(folder / SQLITE)
    return _dump_postgresql(folder / POSTGRESQL)


def restore_from(folder: Path) -> None:
    """Fill the empty database; ``BackupError`` if it is of the other kind."""
    name = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    if not (folder / name).is_file():
        raise BackupError(
            f"{folder} has no {name}: restore it into the kind of database it is from."
        )
    if connection.vendor == "sqlite":
        _restore_sqlite(folder / name)
    else:
        _run("pg_restore", "--exit-on-error", "--single-transaction", *_NO_OWNER,
             "--dbname", connection.settings_dict["NAME"], str(folder / name))  # fmt: skip


def is_empty() -> bool:
    """Whether the database has no tables yet."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def _copy_sqlite(target: Path) -> set[str]:
    source = sqlite3.connect(connection.settings_dict["NAME"], timeout=20)
    with closing(source), closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself
        return _files_named(copy.cursor())


def _restore_sqlite(source: Path) -> None:
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    draft = target.with_name(f"{target.name}.restored")
    shutil.copyfile(source, draft)
    for rest in ("-wal", "-shm"):
        target.with_name(target.name + rest).unlink(missing_ok=True)
    draft.replace(target)


_NO_OWNER = ("--no-owner", "--no-privileges")


def _dump_postgresql(target: Path) -> set[str]:
    """Dump with ``pg_dump`` what this transaction sees, and read the files' names in it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run("pg_dump", "--format=custom", *_NO_OWNER, f"--snapshot={snapshot}",
             f"--file={target}")  # fmt: skip
        return _files_named(cursor)


def _files_named(cursor: Any) -> set[str]:
    names: set[str] = set()
    for model, field in private_files.file_fields():
        table, column = model._meta.db_table, model._meta.get_field(field).column
        # Names of our own models, none of which comes from outside.
        cursor.execute(f'SELECT "{column}" FROM "{table}"')  # nosec B608
        names |= {name for (name,) in cursor.fetchall() if name}
    return names


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database."""
    known = connection.settings_dict
    address = {
        "PGHOST": known["HOST"],
        "PGPORT": str(known["PORT"]),
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGDATABASE": known["NAME"],
        "PGSSLMODE": known["OPTIONS"].get("sslmode", ""),
    }
    given = {name: value for name, value in address.items() if value}
    if shutil.which(program) is None:
        raise BackupError(f"{program} is needed: install PostgreSQL's client programs.")
    finished = subprocess.run(
        [program, *arguments],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
    )
    if finished.returncode:
        raise BackupError(f"{program} failed: {finished.stderr.strip()}")
