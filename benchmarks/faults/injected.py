"""The faults, each as what it does to a running installation."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import psutil
import psycopg

from benchmarks.installation import Installation
from benchmarks.servers import PostgreSQL, Redis

NO_DISK_S = 3.0
MIGRATION_S = 1.0
START_S = 60
JOBS = """
    SELECT table_name FROM information_schema.columns WHERE column_name = 'heartbeat_at'
"""
# What rows of jobs look like after the clock of all machines has jumped.
CLOCK_JUMP = """
    UPDATE {table} SET queued_at = queued_at - {by}, last_sent_at = last_sent_at - {by},
    heartbeat_at = heartbeat_at - {by}
"""
# What the next release's migration may do: a column with a default, and an index.
MIGRATION = """
    ALTER TABLE {table} ADD COLUMN added_{number} integer DEFAULT 0 NOT NULL;
    CREATE INDEX ON {table} (added_{number})
"""
MIGRATED = ("teaching_app_analysis", "teaching_app_recording")


@dataclass(frozen=True, slots=True)
class Scene:
    """What can be broken."""

    site: Installation
    redis: Redis
    postgresql: PostgreSQL


def kill(name: str) -> Callable[[Scene], None]:
    """Kill a process and its children; its supervisor starts it again."""
    return lambda scene: scene.site.kill(name)


def kill_child(scene: Scene) -> None:
    """Kill one of the worker's children, as the kernel does where memory runs out."""
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        with suppress(psutil.NoSuchProcess):
            worker = psutil.Process(scene.site.processes["worker"].pid)
            if children := worker.children():
                children[0].kill()
                return
        time.sleep(0.1)


def refuse_writes(scene: Scene) -> None:
    """Let every write of the web process to a file fail for some seconds."""
    pid = scene.site.processes["web"].pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    time.sleep(NO_DISK_S)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def jump(hours: int) -> Callable[[Scene], None]:
    """Let the clock of all machines jump: to every row its times are as far away."""

    def inject(scene: Scene) -> None:
        by = f"interval '{hours} hours'"
        with psycopg.connect(scene.postgresql.address) as connection:
            for (table,) in connection.execute(JOBS).fetchall():
                connection.execute(CLOCK_JUMP.format(table=table, by=by))

    return inject


def migrate(scene: Scene) -> None:
    """Change the tables that every take is written to, and hold each for a second.

    Each in a transaction of its own: PostgreSQL would see a deadlock with a take that is
    being kept, which writes to both, and end one of the two.
    """
    for table in MIGRATED:
        with psycopg.connect(scene.postgresql.address) as connection:
            number = time.monotonic_ns()
            connection.execute(MIGRATION.format(table=table, number=number))
            time.sleep(MIGRATION_S)


def jump_back_and_kill(scene: Scene) -> None:
    """Set the clock back while a worker dies: its heartbeats lie in the future."""
    scene.site.kill("worker")
    scene.redis.empty()
    jump(-1)(scene)


FAULTS: dict[str, Callable[[Scene], None]] = {
    "the worker is killed": kill("worker"),
    "the web process is killed": kill("web"),
    "Redis is emptied": lambda scene: scene.redis.empty(),
    "PostgreSQL crashes and recovers": lambda scene: scene.postgresql.restart(),
    "the disk refuses writes": refuse_writes,
    "the clock jumps back, Redis is emptied, the worker killed": jump_back_and_kill,
    "the clock jumps forward": jump(1),
    "a child of the worker is killed": kill_child,
    "the scheduler is killed": kill("scheduler"),
    "a migration runs": migrate,
}
