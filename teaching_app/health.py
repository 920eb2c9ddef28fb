"""Whether what this process stands on works: database, files, broker, weights."""

from __future__ import annotations

import time
from functools import cache
from threading import Lock

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from kombu.exceptions import OperationalError

import emotion_engine as engine

from . import private_files
from .celery import app

FRESH_S = 5.0  # whoever asks more often does not make more work
PROBE = "health"  # an expired session without content, which nobody can use
BROKER_TIMEOUT_S = 2


class Checks:
    """What was found last, and one thread at a time that finds it out anew.

    A broker that is gone takes seconds to say so; many who ask at once must not hold
    every thread of the server that long.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Try everything when asked next."""
        self._found: dict[str, str] | None = None
        self._at = 0.0

    def problems(self) -> dict[str, str]:
        """What does not work, by part."""
        is_fresh = time.monotonic() - self._at < FRESH_S
        if self._found is not None and (is_fresh or self._lock.locked()):
            return self._found
        with self._lock:
            self._found, self._at = _problems(), time.monotonic()
        return self._found


checks = Checks()


def _problems() -> dict[str, str]:
    """Each part is tried, by writing where it is written to."""
    found = {
        "database": "" if _database_is_writable() else "no database",
        "files": "" if private_files.are_writable() else "no room for files",
        "broker": "" if _broker_answers() else "no broker",
        "weights": "" if _weights_are_there() else "no weights",
    }
    return {part: problem for part, problem in found.items() if problem}


def is_ready() -> bool:
    """Whether requests can be answered: the database has all the tables of this code."""
    try:
        _assert_migrated()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@cache
def _assert_migrated() -> None:
    """Raise if a migration is missing; once they are there, do not look again."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise DatabaseError("Migrations are missing.")


def _database_is_writable() -> bool:
    content = {
        "session_data": Session.objects.encode({}),
        "expire_date": timezone.now(),
    }
    try:
        Session.objects.update_or_create(session_key=PROBE, defaults=content)
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        with app.connection_for_write() as broker:
            broker.ensure_connection(
                max_retries=1, interval_start=0, timeout=BROKER_TIMEOUT_S
            )
            broker.default_channel  # noqa: B018  (opens it)
    except (OperationalError, OSError):
        return False
    return True


def _weights_are_there() -> bool:
    return not engine.missing_weights(settings.ENGINE)
