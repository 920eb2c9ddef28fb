"""Servers that tests start; a test skips where they are not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.installation import free_port
from benchmarks.servers import MissingServerError, PostgreSQL, Redis

__all__ = ["free_port", "postgresql_server", "redis_server"]


@contextmanager
def redis_server() -> Iterator[str]:
    """Run Redis without persistence; yields its address."""
    with installed(Redis) as server:
        yield server.address


@contextmanager
def postgresql_server(copy_of: Path | None = None) -> Iterator[str]:
    """Run a temporary PostgreSQL cluster, new or a copy; yields its address."""
    with installed(PostgreSQL, copy_of) as server:
        yield server.address


def installed(kind: type, *options: object) -> Redis | PostgreSQL:
    """A server of a kind, not yet started."""
    try:
        return kind(*options)
    except MissingServerError as missing:
        pytest.skip(str(missing))
