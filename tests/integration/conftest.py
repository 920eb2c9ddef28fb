"""The web application's fixtures, and installations of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories.fixtures import (
    learner,
    learner_client,
    private_files,
    sent,
)
from tests.factories.installation import Installation

__all__ = ["learner", "learner_client", "private_files", "sent"]


@pytest.fixture
def install(tmp_path: Path, migrated: Path) -> Callable[..., Installation]:
    """Make an installation with empty tables; its settings are given by name."""

    def make(**environment: str) -> Installation:
        site = Installation(tmp_path, **environment)
        site.copy_database(migrated)
        return site

    return make
