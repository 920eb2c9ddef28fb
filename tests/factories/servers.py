"""Servers that tests start; a test skips where they are not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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
def postgresql_server() -> Iterator[str]:
    """Run a temporary PostgreSQL cluster; yields its address."""
    with installed(PostgreSQL) as server:
        yield server.address


def installed(kind: type) -> Redis | PostgreSQL:
    """A server of a kind, not yet started."""
    try:
        return kind()
    except MissingServerError as missing:
        pytest.skip(str(missing))
