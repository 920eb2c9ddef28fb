"""Whether a release takes the place of the one before it without a failed request.

``python -m benchmarks.two_releases BEFORE [--json FILE]``: the code of the commit BEFORE
serves a database of its own while a learner visits pages and sends takes; meanwhile the
code of today migrates that database and serves it too; then the old one stops. Every
accepted take must have its row, and workers of both must find work.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from tests.factories.servers import free_port
from tests.factories.sound import wav_bytes

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "c" * 32  # of the check against forged forms: cookie and header agree
BESIDE_S = 10.0
LEARNER = """
import django; django.setup()
from django.test import Client
from tests.factories.models import LearnerFactory, PhraseFactory
PhraseFactory(slug="of-both")
client = Client()
backend = "django.contrib.auth.backends.ModelBackend"
client.force_login(LearnerFactory().user, backend=backend)
print(client.cookies["sessionid"].value)
"""
CLAIM = """
import django; django.setup()
from teaching_app.practice import jobs
from teaching_app.practice.models import Analysis
(claim,) = jobs.claim(Analysis, worker="worker")
jobs.finish(claim, report=None)
print(claim.pk)
"""
COUNT = """
import django; django.setup()
from teaching_app.practice.models import Recording
print(Recording.objects.count())
"""


class Release:
    """The code in one folder, on the database of ``var``."""

    def __init__(self, code: Path, var: Path) -> None:
        self.code, self.port = code, free_port()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "teaching_app.settings",
            "VAR_DIR": str(var),
            "PYTHONPATH": str(code),
            "DEBUG": "on",
            "TAKES_PER_MINUTE": "10000",
            "WEB_BIND": f"127.0.0.1:{self.port}",
        }

    def run(self, *arguments: str) -> str:
        """Run Python to its end; the last line of its output."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.code,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return (done.stdout.strip().splitlines() or [""])[-1]

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Its web process, once it is healthy."""
        command = [sys.executable, "-m", "teaching_app.serving.web"]
        web = subprocess.Popen(
            command, cwd=self.code, env=self.environment, stderr=subprocess.DEVNULL
        )
        try:
            self._wait()
            yield
        finally:
            web.terminate()
            web.wait(30)

    def _wait(self) -> None:
        for _ in range(600):
            try:
                httpx.get(f"http://127.0.0.1:{self.port}/health/", timeout=20)
                return
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError("the web process does not answer")


class Visitor(threading.Thread):
    """A learner who visits and sends takes until told to stop."""

    def __init__(self, release: Release, session: str) -> None:
        super().__init__()
        cookies = {"sessionid": session, "csrftoken": TOKEN}
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{release.port}",
            cookies=cookies,
            headers={"X-CSRFToken": TOKEN, "Accept": "application/json"},
            timeout=30,
        )
        self.statuses: Counter[int] = Counter()
        self.is_over = threading.Event()

    def run(self) -> None:
        """Two pages and a take, again and again."""
        while not self.is_over.is_set():
            for page in ("/phrases/of-both/", "/history/"):
                self.statuses[self.client.get(page).status_code] += 1
            answer = self.client.post(
                "/phrases/of-both/takes/",
                data={"idempotency_key": str(uuid4()), "source": "recorder"},
                files={"audio": ("take.wav", wav_bytes())},
            )
            self.statuses[answer.status_code] += 1

    def end(self) -> dict[str, int]:
        """Stop, and say how the requests were answered."""
        self.is_over.set()
        self.join()
        return {str(status): n for status, n in sorted(self.statuses.items())}


def main() -> int:
    """Measure, print, and write the figures if requested; 1 if anything failed."""
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("before", help="the commit of the release before")
    found.add_argument("--json", type=Path, help="write the result to this file")
    arguments = found.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(arguments.before, Path(folder))
    print(json.dumps(result, indent=1))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n")
    return 0 if result["accepted"] == result["kept"] and not result["failed"] else 1


def measure(before: str, folder: Path) -> dict[str, Any]:
    """Requests by status while one release takes the place of the other."""
    code, var = folder / "code", folder / "var"
    code.mkdir()
    var.mkdir()
    packed = subprocess.run(
        ["git", "archive", before], cwd=ROOT, capture_output=True, check=True
    )
    subprocess.run(["tar", "-x", "-C", str(code)], input=packed.stdout, check=True)
    (code / "node_modules").symlink_to(ROOT / "node_modules")
    old, new = Release(code, var), Release(ROOT, var)
    old.run("manage.py", "migrate", "--verbosity", "0")
    session = old.run("-c", LEARNER)
    with old.serving():
        first = Visitor(old, session)
        first.start()
        start = time.monotonic()
        new.run("manage.py", "migrate", "--verbosity", "0")
        migrated_s = time.monotonic() - start
        with new.serving():
            second = Visitor(new, session)
            second.start()
            time.sleep(BESIDE_S)
            claims = [old.run("-c", CLAIM), new.run("-c", CLAIM)]
            of_old = first.end()
            time.sleep(BESIDE_S / 5)
            of_new = second.end()
    both = Counter(of_old) + Counter(of_new)
    return {
        "before": before,
        "migrate_s": round(migrated_s, 1),
        "old_release": of_old,
        "new_release": of_new,
        "claimed_by_each": len(set(claims)),
        "accepted": both["201"],
        "kept": int(new.run("-c", COUNT)),
        "failed": sum(n for status, n in both.items() if int(status) >= 400),
    }


if __name__ == "__main__":
    sys.exit(main())
