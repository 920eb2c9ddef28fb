"""A complete installation in its own folder, run as separate processes."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
START = "import django; django.setup()\n"
SUBMIT = """
from uuid import uuid4
from teaching_app.practice.services import recordings
from tests.factories.models import LearnerFactory, PhraseFactory
from tests.factories.sound import upload
result = recordings.submit(
    learner=LearnerFactory(), phrase=PhraseFactory(), upload=upload(),
    idempotency_key=uuid4(),
)
print(result.analysis.pk)
"""


class Installation:
    """Its files below ``var``; its database is SQLite unless the environment differs."""

    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "teaching_app.settings",
            "VAR_DIR": str(var),
            "STATIC_ROOT": str(var / "static"),
            "PYTHONPATH": str(ROOT),
            **environment,
        }

    def copy_database(self, template: Path) -> None:
        """Copy the tables of another installation, which is faster than migrating."""
        shutil.copy(template / "db.sqlite3", self.var / "db.sqlite3")

    def run(self, *arguments: str, timeout: float = 120) -> str:
        """Run Python to completion and return its output."""
        finished = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout

    def manage(self, *arguments: str) -> str:
        """Run one command of manage.py."""
        return self.run("manage.py", *arguments)

    def program(self, source: str) -> str:
        """Run a program inside the application."""
        return self.run("-c", START + source)

    def submit(self) -> int:
        """Send a take as a learner would."""
        return int(self.program(SUBMIT))

    def row(self, analysis_id: int) -> dict[str, Any]:
        """The analysis as stored in SQLite."""
        with sqlite3.connect(self.var / "db.sqlite3", timeout=20) as database:
            database.row_factory = sqlite3.Row
            found = database.execute(
                "select * from teaching_app_analysis where id = ?", [analysis_id]
            )
            return dict(found.fetchone())

    @contextmanager
    def process(
        self, *command: str, log: str = "process"
    ) -> Iterator[subprocess.Popen]:
        """Run a process group beside the test and kill it at the end."""
        written = (self.var / f"{log}.log").open("ab")
        started = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield started
        finally:
            kill_group(started)
            written.close()


def kill_group(process: subprocess.Popen) -> None:
    """Kill a process and its children at once, as the kernel does when out of memory."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait(10)


def wait_until(condition: Callable[[], Any], *, seconds: float, what: str) -> Any:
    """Wait for a condition and return its value."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.1)
    raise AssertionError(f"after {seconds:.0f} s still not: {what}")
