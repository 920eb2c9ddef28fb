"""Is this process able to serve?"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.factories.fixtures import stored_files


@pytest.mark.django_db
def test_health_is_fine_where_the_database_answers(client: Client) -> None:
    assert client.get("/health/").json() == {"status": "ok"}


@pytest.mark.django_db
def test_health_says_when_no_file_can_be_written(
    client: Client, private_files: Path
) -> None:
    private_files.write_text("in the way of the folder")
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json() == {"status": "no room for files"}


@pytest.mark.django_db
def test_health_leaves_no_file(client: Client) -> None:
    client.get("/health/")
    assert stored_files() == []


@pytest.mark.django_db
def test_health_says_when_the_database_is_gone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", fail)
    assert client.get("/health/").status_code == 503
