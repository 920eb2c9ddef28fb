"""A session connects to the address it checked, by the name's certificate."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
import requests

from teaching_app.outgoing.addresses import RefusedAddressError
from teaching_app.outgoing.sessions import GuardedSession, RedirectError
from tests.factories.certificates import server_context, write_certificate

PUBLIC, OTHER_PUBLIC, INNER = "93.184.216.34", "93.184.216.35", "127.0.0.1"
HOST = "school.example"


class Platform(BaseHTTPRequestHandler):
    """Answers with the ``Host`` it was asked by; ``/elsewhere`` is a redirect."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        is_redirect = self.path == "/elsewhere"
        self.send_response(302 if is_redirect else 200)
        self.send_header("Location", "/here")
        body = self.headers["Host"].encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


@contextmanager
def serving(certificate: Path) -> Iterator[int]:
    """A server on this machine over TLS; gives its port."""
    Platform.asked.clear()
    server = HTTPServer((INNER, 0), Platform)
    context = server_context(certificate)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


class Network:
    """Names lead to one address after another; every connection ends on this machine."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.n_look_ups = 0
        self.connected: list[str] = []
        self._connect = socket.socket.connect
        self._look_up = socket.getaddrinfo

    def look_up(self, host: str, port: Any, *args: Any, **options: Any) -> list[Any]:
        """As ``socket.getaddrinfo``; the last answer is given again and again."""
        if host != HOST:  # an IP address leads to itself
            return self._look_up(host, port, *args, **options)
        self.n_look_ups += 1
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(0, 0, 0, "", (address, port)) for address in found]

    def connect(self, end: socket.socket, address: tuple[str, int]) -> None:
        """As ``socket.socket.connect``, to this machine whatever the address."""
        self.connected.append(address[0])
        self._connect(end, (INNER, address[1]))


def network(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> Network:
    made = Network(*answers)
    monkeypatch.setattr(socket, "getaddrinfo", made.look_up)
    monkeypatch.setattr(
        socket.socket, "connect", lambda end, address: made.connect(end, address)
    )
    return made


def asking(certificate: Path, *trusted: str) -> requests.Session:
    session = GuardedSession(lambda host: host in trusted)
    session.verify = str(certificate)
    return session


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return write_certificate(tmp_path, HOST)


def test_a_name_that_leads_elsewhere_afterwards_is_asked_where_it_led_first(
    monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    net = network(monkeypatch, [PUBLIC], [INNER])
    with serving(certificate) as port, asking(certificate) as session:
        answer = session.get(f"https://{HOST}:{port}/keys")
    assert (answer.status_code, answer.text) == (200, f"{HOST}:{port}")
    assert (net.n_look_ups, net.connected) == (1, [PUBLIC])


def test_each_request_is_checked_anew(
    monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    net = network(monkeypatch, [PUBLIC], [INNER])
    with serving(certificate) as port, asking(certificate) as session:
        session.get(f"https://{HOST}:{port}/keys")
        with pytest.raises(RefusedAddressError):
            session.get(f"https://{HOST}:{port}/keys")
        assert Platform.asked == ["/keys"]
    assert net.connected == [PUBLIC]


def test_only_the_first_of_several_addresses_is_tried(
    monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    net = network(monkeypatch, [OTHER_PUBLIC, PUBLIC])
    with socket.create_server((INNER, 0)) as free:
        port = free.getsockname()[1]
    with asking(certificate) as session, pytest.raises(requests.ConnectionError):
        session.get(f"https://{HOST}:{port}/keys")
    assert net.connected == [OTHER_PUBLIC]


def test_the_certificate_has_to_be_of_the_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    network(monkeypatch, [PUBLIC])
    others = write_certificate(tmp_path, "other.example")
    with (
        serving(others) as port,
        asking(others) as session,
        pytest.raises(requests.exceptions.SSLError, match="Hostname mismatch"),
    ):
        session.get(f"https://{HOST}:{port}/keys")
    assert Platform.asked == []


def test_the_certificate_has_to_be_of_a_known_authority(
    monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    network(monkeypatch, [PUBLIC])
    with (
        serving(certificate) as port,
        GuardedSession(lambda host: False) as session,
        pytest.raises(requests.exceptions.SSLError, match="self-signed"),
    ):
        session.get(f"https://{HOST}:{port}/keys")


def test_no_redirect_is_followed(
    monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    network(monkeypatch, [PUBLIC])
    with serving(certificate) as port, asking(certificate) as session:
        with pytest.raises(RedirectError) as refused:
            session.get(f"https://{HOST}:{port}/elsewhere")
        assert Platform.asked == ["/elsewhere"]
    assert refused.value.status == 302


def test_a_trusted_host_is_asked_within_ones_own_network(
    monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    network(monkeypatch, [INNER])
    with serving(certificate) as port:
        with asking(certificate, HOST) as session:
            assert session.get(f"https://{HOST}:{port}/keys").status_code == 200
        with asking(certificate) as session, pytest.raises(RefusedAddressError):
            session.get(f"https://{HOST}:{port}/keys")


def test_proxies_of_the_environment_are_not_asked(
    monkeypatch: pytest.MonkeyPatch, certificate: Path
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://192.0.2.1:3128")
    net = network(monkeypatch, [PUBLIC])
    with serving(certificate) as port, asking(certificate) as session:
        session.get(f"https://{HOST}:{port}/keys")
    assert net.connected == [PUBLIC]
