"""Whether pages and uploads answer beside slow connections, and for how long those stay.

``python -m benchmarks.slow_connections [--connections 200] [--json FILE]`` serves an
installation of its own as ``bin/start`` does, without a worker, and asks for a learner's
page and sends a take, in turn: first alone, then beside connections that say nothing,
that send a header or a body a byte a second, or that stay open after a page.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

REPEATS = 30
TAKE_S = 10
PATIENCE_S = 90
KINDS = {
    "silent": b"",
    "slow header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "slow body": (
        b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n"
        b"Content-Length: 100000\r\n\r\n"
    ),
    "kept open": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
}
TRICKLES = ("slow header", "slow body")
CSRF = "c" * 32
BOUNDARY = "boundary-of-the-benchmark"
Slow = list[tuple[str, socket.socket]]


def main() -> int:
    """Measure, print, and write the figures if requested."""
    options = parser().parse_args()
    with tempfile.TemporaryDirectory() as folder, installation(Path(folder)) as site:
        result = measure(site, options.connections, options.repeats)
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")
    return 0


def measure(site: Site, n_connections: int, repeats: int) -> dict[str, Any]:
    """Seconds of page and upload without and with the slow connections."""
    alone = answers(site, repeats)
    start = time.monotonic()
    slow = [(kind, site.connect(KINDS[kind])) for kind in kinds_of(n_connections)]
    with trickling(slow):
        beside = answers(site, repeats)
        closed = closed_after(slow, start)
    return {
        "connections": n_connections,
        "alone": alone,
        "beside": beside,
        "all_closed_after_s": closed,
    }


def kinds_of(n: int) -> list[str]:
    """The kinds in turn."""
    return [list(KINDS)[i % len(KINDS)] for i in range(n)]


def answers(site: Site, repeats: int) -> dict[str, Any]:
    """Ask for the page and send a take in turn; every answer must be the right one."""
    seconds: dict[str, list[float]] = {"page": [], "upload": []}
    for _ in range(repeats):
        for name, ask in (("page", site.page), ("upload", site.upload)):
            start = time.perf_counter()
            ask()
            seconds[name].append(time.perf_counter() - start)
    return {name: percentiles(values) for name, values in seconds.items()}


def percentiles(seconds: list[float]) -> dict[str, float]:
    """p50 and p95, in seconds."""
    p50, p95 = np.percentile(seconds, [50, 95])
    return {"p50_s": round(float(p50), 3), "p95_s": round(float(p95), 3)}


@contextmanager
def trickling(slow: Slow) -> Iterator[None]:
    """Send a byte a second on those connections whose request is not complete."""
    stopped = threading.Event()

    def trickle() -> None:
        while not stopped.wait(1):
            for kind, connection in slow:
                if kind in TRICKLES:
                    send_byte(connection)

    thread = threading.Thread(target=trickle, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def send_byte(connection: socket.socket) -> None:
    """Send one byte; where the other side has closed, nothing."""
    try:
        connection.send(b"x")
    except OSError:
        return


def closed_after(slow: Slow, start: float) -> dict[str, float | None]:
    """Seconds until the server has closed the last of each kind; None if it does not."""

    def last(kind: str) -> float | None:
        ours = [connection for each, connection in slow if each == kind]
        closed = all(ends(each, start + PATIENCE_S) for each in ours)
        return round(time.monotonic() - start, 1) if closed else None

    with ThreadPoolExecutor(len(KINDS)) as pool:
        return dict(zip(KINDS, pool.map(last, KINDS), strict=True))


def ends(connection: socket.socket, until: float) -> bool:
    """Read to the end of what the server sends; false if that does not come in time."""
    while (left := until - time.monotonic()) > 0:
        connection.settimeout(left)
        try:
            if not connection.recv(65_536):
                return True
        except ConnectionError:
            return True
        except TimeoutError:
            return False
    return False


class Site:
    """The server's address, and a learner who is signed in there."""

    def __init__(self, port: int, session: str, page: str, take: bytes) -> None:
        self.port, self.page_address, self.take = port, page, take
        self.cookies = {"Cookie": f"sessionid={session}; csrftoken={CSRF}"}

    def connect(self, sent: bytes) -> socket.socket:
        """Open a connection and send the beginning of a request."""
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        opened.sendall(sent)
        return opened

    def page(self) -> None:
        """Ask for the phrase's page."""
        self._ask("GET", self.page_address, b"", {}, 200)

    def upload(self) -> None:
        """Send a take as the recorder does."""
        fields = {"idempotency_key": str(uuid4()), "style": ""}
        headers = {
            "X-CSRFToken": CSRF,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Accept": "application/json",
        }
        body = multipart(fields, self.take)
        self._ask("POST", f"{self.page_address}takes/", body, headers, 201)

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes,
        headers: dict[str, str],
        status: int,
    ) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {**self.cookies, **headers})
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if answer.status != status:
            raise SystemExit(f"{method} {path}: {answer.status} {content[:200]!r}")


def multipart(fields: dict[str, str], take: bytes) -> bytes:
    """A form with a take."""
    head = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    file = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        'name="audio"; filename="take.wav"\r\nContent-Type: audio/wav\r\n\r\n'
    )
    return (head + file).encode() + take + f"\r\n--{BOUNDARY}--\r\n".encode()


@contextmanager
def installation(folder: Path) -> Iterator[Site]:
    """Make an installation in a folder and serve it until the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    os.environ.update(
        DJANGO_SETTINGS_MODULE="teaching_app.settings",
        VAR_DIR=str(folder),
        STATIC_ROOT=str(folder / "static"),
        TAKES_PER_MINUTE="10000",
        WEB_BIND=f"127.0.0.1:{port}",
    )
    session, page = prepare()
    with (folder / "web.log").open("wb") as log:
        command = [sys.executable, "-m", "teaching_app.serving.web"]
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            wait_for(port)
            yield Site(port, session, page, wav(TAKE_S))
        finally:
            server.terminate()
            server.wait(20)


def prepare() -> tuple[str, str]:
    """Make tables, static files and a learner; return a session's key and a page."""
    import django

    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from teaching_app.practice.models import Learner, Phrase
    from teaching_app.practice.services import consents

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    user = User.objects.create_user("benchmark")
    learner, _ = Learner.objects.get_or_create(user=user)
    consents.agree(learner=learner)
    phrase = Phrase.objects.create(
        slug="kids", text="Kids are talking by the door.", level="A2", focus="style"
    )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key), f"/phrases/{phrase.slug}/"


def wav(duration_s: int) -> bytes:
    """A quiet take: 16-bit noise at 48 kHz, from a fixed seed."""
    import io

    import soundfile

    noise = np.random.default_rng(0).normal(0, 0.01, duration_s * 48_000)
    buffer = io.BytesIO()
    soundfile.write(buffer, noise, 48_000, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


def wait_for(port: int) -> None:
    """Wait until something listens on a port."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    found.add_argument("--connections", type=int, default=200)
    found.add_argument("--repeats", type=int, default=REPEATS)
    found.add_argument("--json", type=Path, help="write the result to this file")
    return found


if __name__ == "__main__":
    sys.exit(main())
