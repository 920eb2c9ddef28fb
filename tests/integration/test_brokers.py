"""What happens to takes where the broker is gone, and when it is back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from kombu import Connection, Message, Queue

from tests.factories.installation import Installation
from tests.factories.servers import free_port, redis_server

REQUEUE = """
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
print(jobs.requeue_stale(Analysis))
"""
LENGTH = """
import redis
from django.conf import settings
print(redis.Redis.from_url(settings.CELERY_BROKER_URL).llen("cpu"))
"""
TIMED = """
import time
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
start = time.monotonic()
print(jobs.send(Analysis(pk=1)), time.monotonic() - start)
"""


@pytest.mark.slow
@pytest.mark.services
def test_a_take_is_accepted_without_redis_and_sent_when_it_is_back(
    install: Callable[..., Installation],
) -> None:
    nobody = f"redis://127.0.0.1:{free_port()}/0"
    site = install(CELERY_BROKER_URL=nobody)
    take = site.submit()
    row = site.row(take)
    assert (row["state"], row["last_sent_at"]) == ("queued", None)
    with redis_server() as address:
        site.environment["CELERY_BROKER_URL"] = address
        assert site.program(REQUEUE).strip() == "1"
        assert site.program(LENGTH).strip() == "1"
    assert site.row(take)["last_sent_at"] is not None


@pytest.mark.slow
def test_an_upload_does_not_wait_for_a_broker_that_is_down(tmp_path: Path) -> None:
    nobody = f"redis://127.0.0.1:{free_port()}/0"
    site = Installation(tmp_path, CELERY_BROKER_URL=nobody)
    sent, seconds = site.program(TIMED).split()
    assert sent == "False"
    assert float(seconds) < 5


@pytest.mark.services
def test_redis_gives_the_message_of_the_first_queue_of_the_alphabet_first() -> None:
    names = ("references", "cpu", "references", "chores", "cpu", "on-request")
    queues = [Queue(name, routing_key=name) for name in dict.fromkeys(names)]
    taken: list[str] = []

    def note(body: str, message: Message) -> None:
        taken.append(body)
        message.ack()

    ordered = {"queue_order_strategy": "sorted"}
    with (
        redis_server() as address,
        Connection(address, transport_options=ordered) as to,
    ):
        for name in names:
            with to.SimpleQueue(Queue(name, routing_key=name)) as queue:
                queue.put(name)
        with to.Consumer(queues, callbacks=[note], prefetch_count=1):
            for _ in names:
                to.drain_events(timeout=5)
    assert taken == sorted(names)
