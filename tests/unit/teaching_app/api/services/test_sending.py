"""A message is sent over TLS to the address that was checked, by the name of its URL."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from typing import Any

import pytest

from teaching_app.api.services import sending


class Tls:
    """A context that notes which name a certificate is wanted for."""

    def __init__(self, error: Exception | None = None) -> None:
        self.names: list[str] = []
        self.error = error

    def wrap_socket(self, plain: socket.socket, *, server_hostname: str) -> Any:
        self.names.append(server_hostname)
        if self.error:
            raise self.error
        return plain


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, int]]]:
    """Where was connected to; the other end answers 202 to whatever comes."""
    asked: list[tuple[str, int]] = []
    ends: list[socket.socket] = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        asked.append(address)
        here, there = socket.socketpair()
        ends.append(there)
        there.sendall(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
        return here

    monkeypatch.setattr(sending, "resolved", lambda url: "93.184.216.34")
    monkeypatch.setattr(socket, "create_connection", connect)
    yield asked
    for end in ends:
        end.close()


def test_the_name_is_looked_up_once(
    connected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = Tls()
    monkeypatch.setattr(ssl, "create_default_context", lambda: tls)
    assert sending.post("https://school.example/hook", b"{}", {}) == 202
    assert connected == [("93.184.216.34", 443)]
    assert tls.names == ["school.example"]


def test_a_certificate_that_does_not_fit_ends_it(
    connected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = ssl.SSLCertVerificationError("made by the test")
    monkeypatch.setattr(ssl, "create_default_context", lambda: Tls(refused))
    with pytest.raises(OSError, match="made by the test"):
        sending.post("https://school.example/hook", b"{}", {})
