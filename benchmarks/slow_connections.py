"""Whether pages and uploads answer beside slow connections, and for how long those stay.

``python -m benchmarks.slow_connections [--connections 200] [--json FILE]`` serves an
installation of its own as ``bin/start`` does, without a worker, and asks for a learner's
page and sends a take, in turn: first alone, then beside connections that say nothing,
that send a header or a body a byte a second, or that stay open after a page.
"""

from __future__ import annotations

import argparse
import json
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from .installation import Answer, Installation, Visitor, percentiles

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
Slow = list[tuple[str, socket.socket]]


def main() -> int:
    """Measure, print, and write the figures if requested."""
    options = parser().parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        Installation(Path(folder)) as installation,
    ):
        (learner,) = installation.prepare()
        installation.start("web")
        result = measure(Site(learner), options.connections, options.repeats)
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

    def __init__(self, learner: Visitor) -> None:
        self.learner, self.take = learner, wav(TAKE_S)

    def connect(self, sent: bytes) -> socket.socket:
        """Open a connection and send the beginning of a request."""
        address = ("127.0.0.1", self.learner.port)
        opened = socket.create_connection(address, timeout=10)
        opened.sendall(sent)
        return opened

    def page(self) -> None:
        """Ask for the phrase's page."""
        expect(200, self.learner.get(self.learner.page))

    def upload(self) -> None:
        """Send a take as the recorder does."""
        expect(201, self.learner.send(self.take, str(uuid4())))


def expect(status: int, answer: Answer) -> None:
    """End with what came instead."""
    if answer.status != status:
        raise SystemExit(f"{answer.status} {answer.content[:200]!r}")


def wav(duration_s: int) -> bytes:
    """A quiet take: 16-bit noise at 48 kHz, from a fixed seed."""
    import io

    import soundfile

    noise = np.random.default_rng(0).normal(0, 0.01, duration_s * 48_000)
    buffer = io.BytesIO()
    soundfile.write(buffer, noise, 48_000, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


def parser() -> argparse.ArgumentParser:
    """The command line."""
    found = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    found.add_argument("--connections", type=int, default=200)
    found.add_argument("--repeats", type=int, default=REPEATS)
    found.add_argument("--json", type=Path, help="write the result to this file")
    return found


if __name__ == "__main__":
    sys.exit(main())
