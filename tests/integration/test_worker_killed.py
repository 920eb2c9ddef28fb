"""A worker killed with SIGKILL in the middle of a take: another finishes it, once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.factories.installation import Installation, kill_group, wait_until
from tests.factories.servers import redis_server

Install = Callable[..., Installation]
SLOW = ("celery", "--app", "tests.factories.slow_worker")


def worker(name: str) -> tuple[str, ...]:
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    queues = ("--queues", "chores,cpu", "--concurrency", "1")
    return (*SLOW, "worker", *queues, *quiet, "--hostname", name)


class Scene:
    """An installation with a scheduler, one held take, and the worker that has it."""

    def __init__(self, site: Installation, stack: ExitStack) -> None:
        self.site, self.stack = site, stack
        self.hold = site.var / "hold"
        self.hold.touch()
        stack.enter_context(site.process(*SLOW, "beat", "--pidfile="))
        self.first = stack.enter_context(site.process(*worker("first@test")))
        self.take = site.submit()
        wait_until(
            lambda: self.row["stage"] == "stress", seconds=60, what="in its middle"
        )

    @property
    def row(self) -> dict:
        return self.site.row(self.take)

    @property
    def journal(self) -> list[str]:
        return (self.site.var / "journal").read_text().split("\n")[:-1]

    def finish(self) -> float:
        """Let the engine go on, wait for the result; the seconds it took."""
        killed_at = time.monotonic()
        self.hold.unlink()
        wait_until(lambda: self.row["state"] == "done", seconds=60, what="done")
        return time.monotonic() - killed_at

    def assert_finished_once(self) -> None:
        row = self.row
        begun = [line for line in self.journal if line.startswith("begin")]
        ended = [line for line in self.journal if line.startswith("end")]
        assert (row["attempts"], len(begun), len(ended)) == (2, 2, 1)
        assert begun[0].split()[1] != ended[0].split()[1]


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.mark.slow
def test_another_worker_finishes_within_a_minute(
    install: Install, stack: ExitStack
) -> None:
    """With the real intervals, over the broker that needs no server."""
    scene = Scene(install(), stack)
    kill_group(scene.first)
    stack.enter_context(scene.site.process(*worker("second@test")))
    assert scene.finish() < 60
    scene.assert_finished_once()
    assert scene.row["claimed_by"].startswith("second@test/")


@pytest.mark.slow
@pytest.mark.services
def test_another_worker_finishes_over_redis(install: Install, stack: ExitStack) -> None:
    address = stack.enter_context(redis_server())
    site = install(CELERY_BROKER_URL=address, TEST_HURRY="1")
    scene = Scene(site, stack)
    kill_group(scene.first)
    stack.enter_context(site.process(*worker("second@test")))
    scene.finish()
    scene.assert_finished_once()


@pytest.mark.slow
def test_a_worker_whose_child_was_killed_goes_on_with_a_new_one(
    install: Install, stack: ExitStack
) -> None:
    """What the kernel does where memory runs out: the child goes, the parent stays."""
    scene = Scene(install(TEST_HURRY="1"), stack)
    (begun,) = scene.journal
    os.kill(int(begun.split()[1]), signal.SIGKILL)
    scene.finish()
    scene.assert_finished_once()
