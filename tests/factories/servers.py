"""Servers that tests start, on free ports and in temporary folders."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def free_port() -> int:
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def redis_server() -> Iterator[str]:
    """Run Redis without persistence; yields its address."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no Redis: apt install redis-server")
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [program, *options, "--dir", folder], stdout=subprocess.DEVNULL
        )
        try:
            _wait_for(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.kill()
            server.wait(10)


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Run a temporary PostgreSQL cluster; yields its address."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.skip("no PostgreSQL: apt install postgresql")
    programs, port = found[-1].parent, free_port()
    folder = Path(tempfile.mkdtemp(prefix="intona-postgresql-"))
    data = folder / "data"
    try:
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        _as_postgres(
            programs / "initdb", "-D", data, "-U", "intona", "--auth=trust", "-N"
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        log = folder / "log"
        _as_postgres(
            programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", log, "start"
        )
        try:
            yield f"postgres://intona@127.0.0.1:{port}/postgres"
        finally:
            _as_postgres(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(*command: str | Path) -> None:
    """Run a command as ``postgres``: PostgreSQL refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    finished = subprocess.run(
        [*prefix, *map(str, command)], cwd="/", capture_output=True, text=True
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens on port {port}")
