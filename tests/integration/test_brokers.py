"""What happens to takes where the broker is gone, and when it is back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories.installation import Installation
from tests.factories.servers import free_port, redis_server

REQUEUE = """
from teaching_app.practice.services import analyses
print(analyses.requeue_stale())
"""
LENGTH = """
import redis
from django.conf import settings
print(redis.Redis.from_url(settings.CELERY_BROKER_URL).llen("cpu"))
"""
TIMED = """
import time
from teaching_app.practice.services import analyses
start = time.monotonic()
print(analyses.send(1), time.monotonic() - start)
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
