"""The web application's fixtures, and installations of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.servers import PostgreSQL
from tests.factories.fixtures import (
    learner,
    learner_client,
    private_files,
    sent,
)
from tests.factories.installation import Installation
from tests.factories.servers import installed
from tests.factories.templates import made_once

__all__ = ["learner", "learner_client", "private_files", "sent"]


@pytest.fixture
def install(tmp_path: Path, migrated: Path) -> Callable[..., Installation]:
    """Make an installation with empty tables; its settings are given by name."""

    def make(**environment: str) -> Installation:
        site = Installation(tmp_path, **environment)
        site.copy_database(migrated)
        return site

    return make


@pytest.fixture(scope="session")
def migrated_postgresql(of_all_processes: Path) -> Path:
    """A PostgreSQL cluster to copy, whose database has its tables, and they are empty."""
    server = installed(PostgreSQL)

    def migrate(folder: Path) -> None:
        with server:
            site = Installation(folder, DATABASE_URL=server.address)
            site.manage("migrate", "--verbosity", "0")
            server.copy_to(folder / "cluster")

    return made_once(of_all_processes / "postgresql", migrate) / "cluster"
