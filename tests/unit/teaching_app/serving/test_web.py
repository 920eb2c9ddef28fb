"""Slow and idle connections cost the server no thread, and are closed in time."""

from __future__ import annotations

import resource
import socket
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from waitress import wasyncore

from teaching_app.serving import channel, web

HEADER = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40\r\n\r\n"
Address = tuple[str, int]


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """Answer with the body and the address a proxy named."""
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ.get("HTTP_X_FORWARDED_FOR", "").encode() + body]


@pytest.fixture
def address() -> Iterator[Address]:
    """Where a server with the settings of ours listens."""
    server = web.make_server(echo, "127.0.0.1:0")
    stopped = threading.Event()

    def run() -> None:
        while not stopped.is_set():
            wasyncore.loop(timeout=0.05, use_poll=True, map=server._map, count=1)
        server.task_dispatcher.shutdown()
        wasyncore.close_all(server._map)

    thread = threading.Thread(target=run)
    thread.start()
    yield server.effective_host, int(server.effective_port)
    stopped.set()
    thread.join(10)


def connect(address: Address, sent: bytes = b"") -> socket.socket:
    opened = socket.create_connection(address, timeout=10)
    opened.sendall(sent)
    return opened


def page(address: Address) -> int:
    with urllib.request.urlopen("http://{}:{}/".format(*address), timeout=10) as answer:
        return answer.status


def is_cut_off(slow: socket.socket, *, within_s: float) -> bool:
    """Send a byte now and then, until the other side has closed."""
    end = time.monotonic() + within_s
    slow.settimeout(0.05)
    while time.monotonic() < end:
        try:
            slow.sendall(b"x")
            if slow.recv(1) == b"":
                return True
        except TimeoutError:
            continue
        except ConnectionError:
            return True
    return False


def test_a_page_answers_beside_200_connections_that_say_nothing_or_half(
    address: Address,
) -> None:
    with ExitStack() as stack:
        for sent in (b"", HEADER, POST, POST + b"x") * 50:
            stack.enter_context(connect(address, sent))
        assert page(address) == 200


@pytest.mark.parametrize(
    ("deadline", "sent"), [("HEADER_S", HEADER + b"X-A: "), ("BODY_S", POST)]
)
def test_a_request_that_trickles_in_is_cut_off_at_its_deadline(
    deadline: str, sent: bytes, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, deadline, 0.3)
    with connect(address, sent) as slow:
        begun = time.monotonic()
        assert is_cut_off(slow, within_s=1.5)
        assert time.monotonic() - begun > 0.3


def test_a_body_that_keeps_coming_has_more_time(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "BODY_S", 0.2)
    monkeypatch.setattr(channel, "BODY_BYTES_PER_S", 10)
    with connect(address, POST + bytes(20)) as slow:
        time.sleep(0.6)
        slow.sendall(bytes(20))
        assert slow.recv(15) == b"HTTP/1.1 200 OK"


def test_no_body_takes_longer_than_its_longest_time(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "MAX_BODY_S", 0.3)
    with connect(address, POST) as slow:
        assert is_cut_off(slow, within_s=1.5)


def test_the_deadlines_do_not_count_between_requests(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "HEADER_S", 0.2)
    with connect(address, HEADER + b"\r\n") as kept_open:
        assert kept_open.recv(4096).startswith(b"HTTP/1.1 200 OK")
        time.sleep(0.4)
        kept_open.sendall(HEADER + b"\r\n")
        assert kept_open.recv(4096).startswith(b"HTTP/1.1 200 OK")


def test_a_body_far_too_large_is_refused_unread(address: Address) -> None:
    announced = f"Content-Length: {web.largest_body() + 1}\r\n\r\n".encode()
    with connect(address, b"POST / HTTP/1.1\r\n" + announced) as large:
        assert large.recv(12) == b"HTTP/1.1 413"


def test_whom_a_proxy_names_is_left_to_the_settings(address: Address) -> None:
    asked = HEADER + b"X-Forwarded-For: 192.0.2.7\r\nConnection: close\r\n\r\n"
    with connect(address, asked) as proxied:
        assert b"192.0.2.7" in b"".join(iter(lambda: proxied.recv(4096), b""))


@pytest.mark.parametrize(
    ("soft", "hard", "asked_for", "limit"),
    [
        (256, resource.RLIM_INFINITY, 3200, 1000),
        (1024, 524_288, 3200, 1000),
        (1024, 1100, 1100, 300),
        (65_536, 65_536, None, 1000),
    ],
)
def test_as_many_connections_as_there_may_be_open_files(
    soft: int,
    hard: int,
    asked_for: int | None,
    limit: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, both: asked.append(both[0]))
    assert web.connection_limit() == limit
    assert asked == ([] if asked_for is None else [asked_for])
