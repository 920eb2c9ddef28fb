"""Fixtures of the tests of practice."""

from __future__ import annotations

from typing import Any

import pytest

from teaching_app.practice import jobs


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[Any]]]:
    """What the queue was told."""
    told: list[tuple[str, list[Any]]] = []
    monkeypatch.setattr(
        jobs.app, "send_task", lambda name, args: told.append((name, args))
    )
    return told
