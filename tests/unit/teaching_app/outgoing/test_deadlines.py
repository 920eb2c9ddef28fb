"""An answer that comes a byte at a time is waited for no longer than any other."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from teaching_app.outgoing import deadlines
from teaching_app.outgoing.sessions import GuardedSession
from tests.factories.certificates import server_context, write_certificate

HOST, HERE = "school.example", "127.0.0.1"
BODY = b"x" * 1000
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
ANSWER = HEAD + BODY
# All of it would take some twenty seconds; a busy machine may lose a few.
TRICKLE_S, LONGEST_S, SOON_S = 0.02, 0.3, 8.0


@contextmanager
def trickling(*, at_once: int = 0, certificate: Path | None = None) -> Iterator[int]:
    """A server that gives its answer byte by byte, after so many at once; its port."""
    listening = socket.create_server((HERE, 0))
    if certificate:
        listening = server_context(certificate).wrap_socket(listening, server_side=True)

    def answer() -> None:
        try:
            with listening.accept()[0] as end:
                end.recv(65536)
                end.sendall(ANSWER[:at_once])
                for byte in ANSWER[at_once:]:
                    end.sendall(bytes([byte]))
                    time.sleep(TRICKLE_S)
        except OSError:
            pass  # nobody is there any more

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    with listening:
        yield listening.getsockname()[1]
    thread.join()


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[requests.Session]:
    """A session for which every name leads to this machine."""

    def look_up(_host: str, port: Any, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (HERE, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with GuardedSession(lambda _host: True) as session:
        yield session


def took_s(ask: Any) -> float:
    """How long a request takes to fail."""
    began = time.monotonic()
    with pytest.raises(requests.RequestException):
        ask()
    return time.monotonic() - began


@pytest.mark.parametrize("at_once", [0, len(HEAD)], ids=["head", "body"])
@pytest.mark.parametrize("is_tls", [False, True], ids=["http", "https"])
def test_an_answer_that_trickles_is_given_up(
    at_once: int,
    is_tls: bool,
    session: requests.Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deadlines, "LONGEST_S", LONGEST_S)
    certificate = write_certificate(tmp_path, HOST) if is_tls else None
    session.verify = str(certificate) if certificate else True
    scheme = "https" if is_tls else "http"
    with trickling(at_once=at_once, certificate=certificate) as port:
        waited_s = took_s(lambda: session.get(f"{scheme}://{HOST}:{port}/"))
    assert LONGEST_S <= waited_s < SOON_S


def test_so_is_one_that_is_read_bit_by_bit(
    session: requests.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "LONGEST_S", LONGEST_S)
    with (
        trickling(at_once=len(HEAD)) as port,
        session.get(f"http://{HOST}:{port}/", stream=True) as answer,
    ):
        waited_s = took_s(lambda: list(answer.iter_content(65536)))
    assert waited_s < SOON_S


def test_a_slow_answer_within_the_deadline_is_read(session: requests.Session) -> None:
    with trickling(at_once=len(ANSWER) - 5) as port:
        assert session.get(f"http://{HOST}:{port}/").content == BODY


def test_each_request_over_a_connection_has_the_whole_time(
    session: requests.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(deadlines.time, "monotonic", lambda: now[0])
    with socket.create_server((HERE, 0)) as listening:
        thread = threading.Thread(target=_answer_twice, args=(listening,), daemon=True)
        thread.start()
        for _ in range(2):
            port = listening.getsockname()[1]
            assert session.get(f"http://{HOST}:{port}/").status_code == 200
            now[0] += deadlines.LONGEST_S
        thread.join()


def _answer_twice(listening: socket.socket) -> None:
    with listening.accept()[0] as end:
        for _ in range(2):
            end.recv(65536)
            end.sendall(ANSWER)
