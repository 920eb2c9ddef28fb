"""The web application's fixtures."""

from tests.factories.fixtures import (
    learner,
    learner_client,
    private_files,
    sent,
)

__all__ = ["learner", "learner_client", "private_files", "sent"]
