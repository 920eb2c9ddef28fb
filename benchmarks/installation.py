"""An installation of its own, run as the processes that ``bin/start`` runs."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
START_S = 60
RESTART_S = 1.0
CSRF = "c" * 32
BOUNDARY = "boundary-of-the-benchmark"
WORKER_OPTIONS = (
    "--without-gossip",
    "--without-mingle",
    "--without-heartbeat",
)
QUEUES = "chores,cpu,on-request,references"
PREPARE = """
import json, sys
import django
django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from teaching_app.practice.models import Learner, Phrase
from teaching_app.practice.services import consents

call_command("migrate", verbosity=0)
if sys.argv[2]:
    call_command("collectstatic", interactive=False, verbosity=0)
Phrase.objects.get_or_create(
    slug="kids",
    defaults={"text": "Kids are talking by the door.", "level": "A2", "focus": "style"},
)
sessions = []
for number in range(int(sys.argv[1])):
    user = User.objects.create_user(f"learner-{number}")
    learner, _ = Learner.objects.get_or_create(user=user)
    consents.agree(learner=learner)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    sessions.append(session.session_key)
print(json.dumps(sessions))
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how long; status 0 where nothing did."""

    status: int
    content: bytes
    seconds: float

    @property
    def code(self) -> str:
        """The code of a refusal, empty where there is none."""
        try:
            return str(json.loads(self.content).get("code", ""))
        except (ValueError, AttributeError):
            return ""


class Visitor:
    """A learner who is signed in, as their browser asks."""

    page = "/phrases/kids/"

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self.cookies = {"Cookie": f"sessionid={session}; csrftoken={CSRF}"}

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, b"", {})

    def send(
        self,
        take: bytes,
        key: str,
        *,
        file_name: bytes = b"take.wav",
        content_type: str = "audio/wav",
    ) -> Answer:
        """Send a take as the recorder does."""
        headers = {
            "X-CSRFToken": CSRF,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Accept": "application/json",
        }
        fields = {"idempotency_key": key, "style": ""}
        body = multipart(fields, take, file_name, content_type)
        return self._ask("POST", f"{self.page}takes/", body, headers)

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> Answer:
        start = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {**self.cookies, **headers})
            answer = connection.getresponse()
            status, content = answer.status, answer.read()
        except (OSError, HTTPException) as error:
            status, content = 0, repr(error).encode()
        finally:
            connection.close()
        return Answer(status, content, time.perf_counter() - start)


def multipart(
    fields: dict[str, str], take: bytes, file_name: bytes, content_type: str
) -> bytes:
    """A form with a take."""
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    file = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        f'name="audio"; filename="'.encode()
        + file_name
        + f'"\r\nContent-Type: {content_type}\r\n\r\n'.encode()
    )
    return head.encode() + file + take + f"\r\n--{BOUNDARY}--\r\n".encode()


class Installation:
    """Its files lie in a folder; its processes are killed where the block ends."""

    def __init__(
        self,
        folder: Path,
        *,
        app: str = "teaching_app",
        queues: str = QUEUES,
        **environment: str,
    ) -> None:
        self.folder, self.port = folder, free_port()
        celery = ("celery", "--app", app, "--quiet")
        self.programs = {
            "web": ("teaching_app.serving.web",),
            "worker": (*celery, "worker", *WORKER_OPTIONS, "--queues", queues),
            "scheduler": (*celery, "beat", "--pidfile="),
        }
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "teaching_app.settings",
            "VAR_DIR": str(folder),
            "STATIC_ROOT": str(folder / "static"),
            "TAKES_PER_MINUTE": "10000",
            "WEB_BIND": f"127.0.0.1:{self.port}",
            "PYTHONPATH": str(ROOT),
            **environment,
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.supervisor: threading.Thread | None = None
        self.ends = threading.Event()

    def __enter__(self) -> Installation:
        return self

    def __exit__(self, *_: object) -> None:
        self.ends.set()
        if self.supervisor:
            self.supervisor.join()
        for name in self.processes:
            self.kill(name)

    def prepare(self, n_learners: int = 1, *, with_pages: bool = True) -> list[Visitor]:
        """Make tables, what pages need, a phrase and signed-in learners."""
        pages = "pages" if with_pages else ""
        printed = self.program(PREPARE, str(n_learners), pages)
        sessions = json.loads(printed.splitlines()[-1])
        return [Visitor(self.port, session) for session in sessions]

    def program(self, source: str, *arguments: str) -> str:
        """Run a Python program to its end, and return what it prints."""
        finished = subprocess.run(
            [sys.executable, "-c", source, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if finished.returncode:
            raise SystemExit(finished.stdout + finished.stderr)
        return finished.stdout

    def start(self, *names: str) -> None:
        """Start processes; the web process answers when this returns."""
        for name in names:
            self._start(name)
        if "web" in names:
            wait_for(self.port)

    def supervise(self) -> None:
        """Start again what dies, about a second later, until the block ends."""
        self.supervisor = threading.Thread(target=self._watch, daemon=True)
        self.supervisor.start()

    def _start(self, name: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *self.programs[name]],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _watch(self) -> None:
        while not self.ends.wait(RESTART_S):
            for name, process in list(self.processes.items()):
                if process.poll() is not None:
                    self._start(name)

    def kill(self, name: str) -> None:
        """End a process and its children as a power cut would."""
        process = self.processes[name]
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        process.wait(20)

    def log(self, name: str) -> str:
        """What a process has written."""
        return (self.folder / f"{name}.log").read_text(errors="replace")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until something listens on a port."""
    for _ in range(10 * START_S):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nothing listens on port {port}")


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """p50 and p95, in seconds."""
    p50, p95 = np.percentile(seconds, [50, 95])
    return {"p50_s": round(float(p50), 3), "p95_s": round(float(p95), 3)}
