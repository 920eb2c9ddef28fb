"""Redis and PostgreSQL servers on free ports, with their files in temporary folders."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from .installation import free_port, wait_for

POSTGRESQL_FOLDERS = Path("/usr/lib/postgresql")


class MissingServerError(Exception):
    """The program of a server is not installed; the message says how to install it."""


class Redis:
    """Redis without persistence; it runs for the length of a ``with`` block."""

    def __init__(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise MissingServerError("no Redis: apt install redis-server")
        self.program, self.port = program, free_port()
        self.address = f"redis://127.0.0.1:{self.port}/0"

    def __enter__(self) -> Redis:
        self.folder = tempfile.TemporaryDirectory()
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.server = subprocess.Popen(
            [self.program, *options, "--dir", self.folder.name],
            stdout=subprocess.DEVNULL,
        )
        wait_for(self.port)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.kill()
        self.server.wait(10)
        self.folder.cleanup()

    def empty(self) -> None:
        """Forget every message."""
        import redis

        redis.Redis.from_url(self.address).flushall()


class PostgreSQL:
    """A cluster without syncing to disk; it runs for the length of a ``with`` block.

    It is a new one or, with ``copy_of``, starts from a folder that ``copy_to`` wrote.
    """

    def __init__(self, copy_of: Path | None = None) -> None:
        found = sorted(POSTGRESQL_FOLDERS.glob("*/bin/initdb"))
        if not found:
            raise MissingServerError("no PostgreSQL: apt install postgresql")
        self.programs, self.port = found[-1].parent, free_port()
        self.copy_of = copy_of
        self.address = f"postgres://intona@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> PostgreSQL:
        self.folder = Path(tempfile.mkdtemp(prefix="intona-postgresql-"))
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        try:
            if self.copy_of:
                _copy(self.copy_of, self.folder / "data")
            else:
                self._run("initdb", "-U", "intona", "--auth=trust", "-N")
            self._control("start")
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._control("stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> None:
        """Cut all connections as a crash does, recover and start again."""
        self._control("restart")

    def copy_to(self, folder: Path) -> None:
        """Shut down in order, copy all databases to a new folder and start again."""
        self._control("stop", "fast")
        _copy(self.folder / "data", folder)
        self._control("start")

    def _control(self, action: str, mode: str = "immediate") -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        options += " -c fsync=off -c max_connections=200"
        log = str(self.folder / "log")
        starting = () if action == "stop" else ("-w", "-o", options, "-l", log)
        ending = () if action == "start" else ("-m", mode)
        self._run("pg_ctl", *starting, *ending, action)

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program as ``postgres``: PostgreSQL refuses to run as root."""
        prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [str(self.programs / program), "-D", str(self.folder / "data")]
        finished = subprocess.run(
            [*prefix, *command, *arguments], cwd="/", capture_output=True, text=True
        )
        if finished.returncode:
            raise RuntimeError(finished.stdout + finished.stderr)


def _copy(source: Path, target: Path) -> None:
    """Copy a cluster; its files still belong to ``postgres``."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
