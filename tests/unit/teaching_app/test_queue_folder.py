"""The broker that is a folder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection, Message, Queue

from teaching_app import queue_folder  # noqa: F401  (makes folder:// known)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "queue"


def connect(folder: Path) -> Connection:
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder)}
    return Connection("folder://localhost", transport_options=options)


def put(connection: Connection, body: dict[str, Any], name: str = "cpu") -> None:
    with connection.SimpleQueue(Queue(name, routing_key=name)) as queue:
        queue.put(body)


def take(connection: Connection, name: str = "cpu") -> dict[str, Any] | None:
    with connection.SimpleQueue(Queue(name, routing_key=name)) as queue:
        try:
            message = queue.get(block=False)
        except Empty:
            return None
        message.ack()
        return message.payload


def test_messages_come_out_in_order_and_once(folder: Path) -> None:
    with connect(folder) as sender, connect(folder) as receiver:
        for number in range(3):
            put(sender, {"number": number})
        taken = [take(receiver) for _ in range(4)]
    assert taken == [{"number": 0}, {"number": 1}, {"number": 2}, None]
    assert list(folder.iterdir()) == []


def test_queues_do_not_mix(folder: Path) -> None:
    with connect(folder) as connection:
        put(connection, {"for": "gpu"}, "gpu")
        assert take(connection, "cpu") is None
        assert take(connection, "gpu") == {"for": "gpu"}


def test_a_worker_empties_the_first_queue_of_the_alphabet_first(folder: Path) -> None:
    names = ("references", "cpu", "references", "chores", "cpu")
    taken: list[str] = []

    def note(body: dict[str, Any], message: Message) -> None:
        taken.append(body["for"])
        message.ack()

    with connect(folder) as connection:
        for name in names:
            put(connection, {"for": name}, name)
        queues = [Queue(name, routing_key=name) for name in dict.fromkeys(names)]
        with connection.Consumer(queues, callbacks=[note]):
            for _ in names:
                connection.drain_events(timeout=1)
    assert taken == sorted(names)


def test_a_message_that_is_being_written_is_not_seen(folder: Path) -> None:
    with connect(folder) as connection:
        put(connection, {"number": 1})
        (message,) = folder.iterdir()
        message.rename(message.with_name(f"{message.name}.draft"))
        assert take(connection) is None


def test_many_workers_never_share_a_message(folder: Path) -> None:
    with connect(folder) as sender:
        for number in range(60):
            put(sender, {"number": number})

    def work(_: int) -> list[int]:
        taken = []
        with connect(folder) as connection:
            while message := take(connection):
                taken.append(message["number"])
        return taken

    with ThreadPoolExecutor(6) as pool:
        taken = sorted(n for numbers in pool.map(work, range(6)) for n in numbers)
    assert taken == list(range(60))
