"""Public addresses over https are asked, and nothing else."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import requests

from teaching_app.outgoing.addresses import (
    RefusedAddressError,
    check,
    is_public,
    resolved,
)

PUBLIC = "93.184.216.34"


def nobody(host: str) -> bool:
    """Whether a host is trusted: none is."""
    return False


def anybody(host: str) -> bool:
    return True


def leads_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Have every name lead to these addresses; to none means that it is not known."""

    def found(host: str, port: int | None, **_: Any) -> list[Any]:
        if not addresses:
            raise socket.gaierror("made by the test")
        return [(0, 0, 0, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", found)


def test_the_first_address_of_a_name_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leads_to(monkeypatch, PUBLIC, "2606:2800:220:1:248:1893:25c8:1946")
    assert resolved("https", "school.example", is_trusted=nobody) == PUBLIC
    check("https://school.example/keys", is_trusted=nobody)


@pytest.mark.parametrize(
    "inner",
    ["127.0.0.1", "10.0.0.8", "100.64.0.1", "169.254.169.254", "::1", "fe80::1%2"],
)
def test_a_name_with_one_private_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    leads_to(monkeypatch, PUBLIC, inner)
    with pytest.raises(RefusedAddressError, match="private network"):
        resolved("https", "school.example", is_trusted=nobody)
    with pytest.raises(RefusedAddressError, match="private network"):
        check("https://school.example/keys", is_trusted=nobody)


@pytest.mark.parametrize("scheme", ["http", "ftp", "file", ""])
def test_only_https_is_asked(monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    leads_to(monkeypatch, PUBLIC)
    with pytest.raises(RefusedAddressError, match="https"):
        resolved(scheme, "school.example", is_trusted=nobody)


@pytest.mark.parametrize("host", ["", "unknown.example", "a" * 64 + ".example"])
def test_a_name_that_leads_nowhere_is_an_error_of_the_connection(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    leads_to(monkeypatch)
    with pytest.raises(requests.ConnectionError, match="cannot be found"):
        resolved("https", host, is_trusted=nobody)


def test_a_trusted_host_may_be_within_ones_own_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leads_to(monkeypatch, "127.0.0.1")
    assert resolved("http", "localhost", is_trusted=anybody) == "127.0.0.1"
    with pytest.raises(RefusedAddressError, match="https"):
        resolved("file", "localhost", is_trusted=anybody)


def test_a_trusted_host_need_not_be_known_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    leads_to(monkeypatch)
    check("http://moodle.intern/keys", is_trusted=anybody)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "192.168.1.1",
        "::",
        "ff02::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "2001:0:4136::1",
    ],
)
def test_what_is_not_of_the_internet_is_not_public(address: str) -> None:
    assert not is_public(address)
    assert is_public(PUBLIC)
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
