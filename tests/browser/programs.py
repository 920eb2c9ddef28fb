"""Programs inside the application, run one after another by a process that stays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

# Reads a program from each line, and answers each with what it printed and its error.
RUN = """
import io, json, sys, traceback
from contextlib import redirect_stdout
import django
django.setup()
from django.db import connection
for line in sys.stdin:
    printed, error = io.StringIO(), ""
    try:
        with redirect_stdout(printed):
            exec(json.loads(line), {})
    except Exception:
        error = traceback.format_exc()
    connection.close()
    print(json.dumps([printed.getvalue(), error]), flush=True)
"""


class Programs:
    """Starting Django takes two seconds of processor time, which this takes only once."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment
        self.process: subprocess.Popen[str] | None = None

    def run(self, source: str) -> str:
        """Run a program; return what it prints, or fail with its traceback."""
        if self.process is None:
            self.process = self._start()
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(source), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        assert answer, f"the process has ended with {self.process.wait()}"
        printed, error = json.loads(answer)
        assert not error, error
        return printed

    def end(self) -> None:
        """Let the process end; the next program starts another."""
        if self.process is not None:
            self.process.communicate()
            self.process = None

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", RUN],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
