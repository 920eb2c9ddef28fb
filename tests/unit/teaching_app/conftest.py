"""The web application's fixtures."""

import pytest
from django.core.cache import cache

from tests.factories.fixtures import (
    learner,
    learner_client,
    private_files,
    sent,
)

__all__ = ["learner", "learner_client", "private_files", "sent"]


@pytest.fixture(autouse=True)
def nothing_cached() -> None:
    """Keys of rows come again in the next test, and what is cached of them must not."""
    cache.clear()
