"""Is this process able to serve?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from kombu import Connection

import emotion_engine as engine
from teaching_app import health
from tests.factories.fixtures import stored_files
from tests.factories.servers import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_is_well(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A broker that answers, all weights, and nothing remembered of migrations."""
    monkeypatch.setattr(engine, "missing_weights", lambda config: ())
    use_broker(monkeypatch, "folder://localhost", tmp_path)
    forget()
    yield
    forget()


def forget() -> None:
    health._assert_migrated.cache_clear()
    health.checks.forget()


def use_broker(
    monkeypatch: pytest.MonkeyPatch, address: str, folder: Path | None = None
) -> None:
    options = {"socket_connect_timeout": 1}
    if folder:
        options = {"data_folder_in": str(folder), "data_folder_out": str(folder)}
    monkeypatch.setattr(
        health.app,
        "connection_for_write",
        lambda: Connection(address, transport_options=options),
    )


def gone() -> None:
    raise OperationalError


def test_health_is_fine_where_everything_answers(client: Client) -> None:
    assert client.get("/health/").json() == {"status": "ok"}


def test_health_says_when_no_file_can_be_written(
    client: Client, private_files: Path
) -> None:
    private_files.write_text("in the way of the folder")
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.json()["status"] == "no room for files"


def test_health_leaves_no_file_and_one_session_that_nobody_can_use(
    client: Client,
) -> None:
    for _ in range(2):
        client.get("/health/")
        forget()
    assert stored_files() == []
    (probe,) = Session.objects.all()
    assert probe.get_decoded() == {}
    client.cookies["sessionid"] = probe.session_key
    assert client.get("/history/").status_code == 302


def test_health_says_when_the_database_is_gone(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "cursor", gone)
    assert client.get("/health/").status_code == 503


def test_health_says_when_the_database_cannot_be_written(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session.objects, "update_or_create", lambda **_: gone())
    assert client.get("/health/").json()["status"] == "no database"


def test_without_broker_or_weights_takes_are_kept_and_health_says_what_is_missing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_broker(monkeypatch, f"redis://127.0.0.1:{free_port()}/0")
    monkeypatch.setattr(engine, "missing_weights", lambda config: ("encoder",))
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "degraded",
        "problems": {"broker": "no broker", "weights": "no weights"},
    }


def test_ready_where_the_database_has_every_table(client: Client) -> None:
    answer = client.get("/ready/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})


def test_not_ready_while_a_migration_is_missing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = [("0001_initial", False)]
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: missing)
    assert client.get("/ready/").status_code == 503
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: [])
    assert client.get("/ready/").status_code == 200


def test_not_ready_without_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/ready/")
    monkeypatch.setattr(connection, "cursor", gone)
    assert client.get("/ready/").status_code == 503


def test_who_asks_often_does_not_make_more_work(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []
    monkeypatch.setattr(health, "_problems", lambda: tried.append(1) or {})
    for _ in range(3):
        client.get("/health/")
    assert len(tried) == 1
    monkeypatch.setattr(health, "FRESH_S", 0)
    client.get("/health/")
    assert len(tried) == 2


def test_while_one_finds_out_others_hear_what_was_found_last(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/health/")
    monkeypatch.setattr(health, "FRESH_S", 0)
    answers: list[int] = []

    def slow() -> dict[str, str]:
        answers.append(client.get("/health/").status_code)
        return {"files": "no room for files"}

    monkeypatch.setattr(health, "_problems", slow)
    assert client.get("/health/").status_code == 503
    assert answers == [200]
